import { byWord } from '../values/by-word.ts'

/** A span of a trace, whatever format it came in. */
export interface Span {
  /** Trace and span; what another span says its parent is. */
  id: string
  parent: string | undefined
  service: ServiceOfSpan
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal'
  name: string
  attributes: ReadonlyMap<string, string>
  /** ISO 8601. */
  at: string | undefined
}

export interface ServiceOfSpan {
  name: string
  /** Attributes of what runs: `service.version`, `container.image.name`, `k8s.deployment.name`. */
  resource: ReadonlyMap<string, string>
}

/** The first of several names that conventions gave to the same over the years. */
export const said = (attributes: ReadonlyMap<string, string>, ...names: string[]): string | undefined => {
  for (const name of names) {
    const value = attributes.get(name)
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

export const KINDS: Record<string, Span['kind']> = byWord({
  '2': 'server',
  '3': 'client',
  '4': 'producer',
  '5': 'consumer',
  SPAN_KIND_SERVER: 'server',
  SPAN_KIND_CLIENT: 'client',
  SPAN_KIND_PRODUCER: 'producer',
  SPAN_KIND_CONSUMER: 'consumer',
  server: 'server',
  client: 'client',
  producer: 'producer',
  consumer: 'consumer',
})
