import type { Endpoint, Implementation } from './contract.ts'

/**
 * Endpoints of a description whose operation a class implements, with the code that answers: an interface that is made of the description
 * says the path, and its methods are called like the operations. Only where one class alone of the same deployable has the method. Pure.
 */
export function implementedOperations(
  endpoints: readonly Endpoint[],
  implementations: readonly Implementation[],
  homeOf: (file: string) => string | undefined,
): Endpoint[] {
  if (implementations.length === 0) return [...endpoints]
  const byName = Map.groupBy(implementations, ({ name }) => name)
  return endpoints.map((endpoint) => {
    const { handler, sources, file } = endpoint
    if (!handler || sources.includes('code') || endpoint.protocol !== 'http') return endpoint
    const [only, ...others] = (byName.get(handler.name) ?? []).filter(
      (one) => homeOf(one.file) === homeOf(file),
    )
    return only && others.length === 0 ? answeredBy(endpoint, only) : endpoint
  })
}

function answeredBy(
  endpoint: Endpoint,
  { name, file, line, authentication, uses, framework }: Implementation,
): Endpoint {
  const all = [...new Set([...(endpoint.uses ?? []), ...(uses ?? [])])]
  return {
    ...endpoint,
    file,
    line,
    framework,
    handler: { name, file, line },
    ...(authentication ? { authenticated: true, authentication } : {}),
    ...(all.length > 0 ? { uses: all } : {}),
    sources: ['code', ...endpoint.sources],
  }
}
