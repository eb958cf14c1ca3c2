import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { KINDS } from '../traces/span.ts'
import { TraceGraph } from '../traces/trace-graph.ts'
import { asNumber, asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'

export const jaeger = {
  id: 'jaeger',
  name: 'Jaeger traces and dependencies',
  link: 'https://www.jaegertracing.io/docs/2.0/apis/',
  extensions: ['.json'],
  // Traces: they find nothing wrong.
  kinds: [],
  howTo:
    "curl 'http://localhost:16686/api/traces?service=api&limit=1500' > traces.json (or /api/dependencies)",
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  if (!isObject(outline) || !Array.isArray(outline.data)) return 0
  const [first] = asObjects(outline.data)
  return first && (isTrace(first) || isDependency(first)) ? 0.95 : 0
}

const isTrace = (value: Json): boolean =>
  typeof value.traceID === 'string' && Array.isArray(value.spans) && isObject(value.processes)
const isDependency = (value: Json): boolean =>
  typeof value.parent === 'string' && typeof value.child === 'string' && 'callCount' in value

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, ['/data/*'])
  yield { type: 'header', tool: 'Jaeger' }
  yield* problems
  if (!isObject(value) || !Array.isArray(value.data))
    yield loss('', 'this answer has no data: nothing is known from it')
  const graph = new TraceGraph()
  for await (const element of eachElement(input, context, ['/data/*'])) {
    if (element.type === 'problem') yield element
    else if (isObject(element.value) && isTrace(element.value)) addTrace(element.value, graph)
    else if (isObject(element.value) && isDependency(element.value)) {
      const { parent, child, callCount } = element.value
      graph.call(String(parent), String(child), Math.max(1, asNumber(callCount) ?? 1))
    } else yield problem(element.where, 'this is no trace and no dependency and is left out')
  }
  yield* graph.items()
}

function addTrace(trace: Json, graph: TraceGraph): void {
  const processes = isObject(trace.processes) ? trace.processes : {}
  for (const span of asObjects(trace.spans)) {
    const [traceId, id] = [asText(span.traceID) ?? asText(trace.traceID), asText(span.spanID)]
    const key = asText(span.processID) ?? ''
    const process = Object.hasOwn(processes, key) ? processes[key] : undefined
    const service = isObject(process) ? asText(process.serviceName) : undefined
    if (!traceId || !id || !service || !isObject(process)) continue
    const attributes = tagsOf(span.tags)
    const parent = asObjects(span.references)
      .map((one) => [asText(one.traceID), asText(one.spanID)])
      .find(([, spanId]) => spanId)
    graph.add({
      id: `${traceId}/${id}`,
      parent: parent ? `${parent[0] ?? traceId}/${parent[1]}` : undefined,
      service: { name: service, resource: tagsOf(process.tags) },
      kind: KINDS[attributes.get('span.kind') ?? ''] ?? 'internal',
      name: asText(span.operationName) ?? '',
      attributes,
      at: startOf(span.startTime),
    })
  }
}

/** Microseconds. */
const startOf = (value: unknown): string | undefined => {
  const time = asNumber(value)
  return time ? isoTime(Math.floor(time / 1000)) : undefined
}

function tagsOf(list: unknown): Map<string, string> {
  const found = new Map<string, string>()
  for (const { key, value } of asObjects(list)) {
    const name = asText(key)
    if (name && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
      found.set(name, String(value))
  }
  return found
}
