import type { Endpoint } from '../contract.ts'
import type { Override, Route } from './contract.ts'
import type { Said } from './router-nodes.ts'

/** The endpoint with the function that answers it in place of the one that declares it. */
export function answeredBy(endpoint: Endpoint, { file, fact }: Said<Override>): Endpoint {
  const uses = [...new Set([...(endpoint.uses ?? []), ...(fact.uses ?? [])])].slice(0, 20)
  return {
    ...endpoint,
    handler: { name: fact.handler, file, line: fact.line },
    ...(uses.length > 0 ? { uses } : {}),
  }
}

/** A route as an endpoint, at the path where it is asked for. */
export function endpointOf(
  file: string,
  route: Route,
  path: string,
  authentication: string | false | undefined,
  framework = route.framework,
): Endpoint {
  const inPath = [...path.matchAll(/\{\*?([^}]+)\}/g)].map(([, name = '']) => name)
  const others = (route.parameters ?? []).filter((one) => one.in !== 'path' || !inPath.includes(one.name))
  const typeOf = (name: string): string | undefined =>
    route.parameters?.find((one) => one.in === 'path' && one.name === name)?.type
  return {
    method: route.method.toUpperCase(),
    path,
    file,
    line: route.line,
    protocol: route.protocol ?? 'http',
    framework,
    authenticated: typeof authentication === 'string',
    ...(typeof authentication === 'string' ? { authentication } : {}),
    data: [],
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path' as const,
        ...(typeOf(name) ? { type: typeOf(name) } : {}),
      })),
      ...others,
    ] as Endpoint['parameters'],
    ...(route.handler
      ? {
          handler: {
            name: route.handler,
            file: route.handlerFile ?? file,
            line: route.handlerLine ?? route.line,
          },
        }
      : {}),
    sources: ['code'],
    ...(route.uses?.length ? { uses: route.uses } : {}),
  }
}
