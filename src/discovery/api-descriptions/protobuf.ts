import type { Endpoint } from '../contract.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { EndpointFact } from './facts.ts'
import { methodsOf, type ProtoMethod } from './protobuf-text.ts'

const VERBS = ['get', 'put', 'post', 'delete', 'patch'] as const
const WELL_KNOWN = new Set(['Empty', 'Timestamp', 'Struct', 'Any', 'Value', 'StringValue'])

/** Methods of gRPC services, and the HTTP routes that `google.api.http` gives them; https://google.aip.dev/127. */
export function protobufFacts(file: SourceFile): EndpointFact[] {
  return methodsOf(file).flatMap((method) => {
    const uses = [...new Set([method.request, method.response])].filter((name) => !WELL_KNOWN.has(name))
    const base = {
      file: file.path,
      line: method.line,
      framework: 'gRPC',
      authenticated: false,
      data: [],
      parameters: [],
      sources: ['declared'] as Endpoint['sources'],
      ...(uses.length > 0 ? { uses } : {}),
    }
    const rpc: Endpoint = {
      ...base,
      method: 'RPC',
      path: `${method.service}/${method.name}`,
      protocol: 'grpc',
    }
    const http = routesOf(method).map(({ verb, path }): Endpoint => {
      const template = path.replace(/\{([^}=]+)=([^}]*)\}/g, (_, name: string, shape: string) =>
        shaped(shape, name),
      )
      return {
        ...base,
        method: verb.toUpperCase(),
        path: template,
        protocol: 'http',
        parameters: [...template.matchAll(/\{\*?([^}]+)\}/g)].map(([, name = '']) => ({ name, in: 'path' })),
      }
    })
    return [rpc, ...http].map((endpoint) => ({ fact: 'endpoint' as const, endpoint }))
  })
}

/**
 * `{name=orders/*}` is `orders/{order}` to whoever calls it, and `**` all that is left: segments without a name are called after what stands
 * before them.
 */
function shaped(shape: string, name: string): string {
  const segments = shape.split('/')
  return segments
    .map((segment, at) => {
      if (segment !== '*' && segment !== '**') return segment
      const before = segments[at - 1]
      const called = before && /^\w[\w-]*$/.test(before) ? singular(before).replaceAll('-', '_') : name
      return segment === '**' ? `{*${called}}` : `{${called}}`
    })
    .join('/')
}

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '')

function routesOf({ options }: ProtoMethod): { verb: string; path: string }[] {
  return options.flatMap((option) => {
    const rule = option['(google.api.http)']
    if (typeof rule !== 'object' || rule === null) return []
    const more = (rule as Record<string, unknown>).additional_bindings
    return [rule, ...(Array.isArray(more) ? more : more ? [more] : [])].flatMap(route)
  })
}

function route(rule: unknown): { verb: string; path: string }[] {
  if (typeof rule !== 'object' || rule === null) return []
  const own = rule as Record<string, unknown>
  const custom = own.custom as { kind?: unknown; path?: unknown } | undefined
  if (typeof custom?.kind === 'string' && typeof custom.path === 'string')
    return [{ verb: custom.kind === '*' ? 'ANY' : custom.kind, path: custom.path }]
  return VERBS.flatMap((verb) => (typeof own[verb] === 'string' ? [{ verb, path: own[verb] }] : []))
}
