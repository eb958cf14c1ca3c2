import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachListed } from '../syntax/json-list.ts'
import { libraryOfScope } from '../traces/library-of-scope.ts'
import { KINDS } from '../traces/span.ts'
import { TraceGraph } from '../traces/trace-graph.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { LoadedComponents } from '../values/loaded-components.ts'
import { isoTime } from '../values/time.ts'
import { attributesOf } from './attributes-of.ts'

export const otelTraces = {
  id: 'otel-traces',
  name: 'OpenTelemetry traces (OTLP JSON)',
  link: 'https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding',
  extensions: ['.json', '.jsonl'],
  // Traces: they find nothing wrong.
  kinds: [],
  howTo: 'exporters: { file: { path: traces.jsonl } } in the configuration of the OpenTelemetry collector',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return isObject(first) && (Array.isArray(first.resourceSpans) || isResourceSpans(first)) ? 0.95 : 0
}

const isResourceSpans = (value: Json): boolean =>
  isObject(value.resource) &&
  (Array.isArray(value.scopeSpans) || Array.isArray(value.instrumentationLibrarySpans))

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'OpenTelemetry' }
  const graph = new TraceGraph()
  const loaded = new LoadedComponents()
  const list = {
    name: 'OpenTelemetry traces',
    members: ['/resourceSpans/*'],
    isElement: isResourceSpans,
  }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') yield element
    else if (!isObject(element.value) || !isResourceSpans(element.value))
      yield problem(element.where, 'these are no spans of a resource and are left out')
    else yield* addResource(element.value, element.where, { graph, loaded })
  }
  yield* graph.items()
  yield* loaded.items()
}

interface Taken {
  graph: TraceGraph
  /** Libraries whose instrumentation made spans: they run. */
  loaded: LoadedComponents
}

function* addResource(value: Json, where: string, { graph, loaded }: Taken): Generator<Item> {
  const resource = attributesOf(isObject(value.resource) ? value.resource.attributes : undefined)
  const service = { name: resource.get('service.name') ?? 'unknown_service', resource }
  const scopes = asObjects(value.scopeSpans ?? value.instrumentationLibrarySpans)
  for (const { scope, instrumentationLibrary } of scopes) {
    const named = scope ?? instrumentationLibrary
    const name = isObject(named) ? asText(named.name) : undefined
    const library = name && libraryOfScope(name)
    if (library) loaded.add(library, `${service.name} makes spans of ${name}`)
  }
  let broken = 0
  for (const span of scopes.flatMap((scope) => asObjects(scope.spans))) {
    const [trace, id] = [asText(span.traceId), asText(span.spanId)]
    if (!trace || !id) {
      broken++
      continue
    }
    const parent = asText(span.parentSpanId)
    graph.add({
      id: `${trace}/${id}`,
      parent: parent && !/^0+$/.test(parent) ? `${trace}/${parent}` : undefined,
      service,
      kind: KINDS[String(span.kind)] ?? 'internal',
      name: asText(span.name) ?? '',
      attributes: attributesOf(span.attributes),
      at: timeOf(span.startTimeUnixNano),
    })
  }
  if (broken > 0) yield problem(where, `${broken} spans without an id are left out`)
}

/** Nanoseconds, which JSON has as text. */
const timeOf = (value: unknown): string | undefined => {
  const nanoseconds = Number(value)
  return nanoseconds > 0 ? isoTime(Math.floor(nanoseconds / 1e6)) : undefined
}
