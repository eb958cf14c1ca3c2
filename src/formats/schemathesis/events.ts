import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { asObject } from '../values/fields.ts'
import { decodedText, messageOf } from '../values/http-message.ts'
import { anything, label, listOf, needed, part, shaped, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './failure.ts'

const headers = part(z.record(z.string(), anything))
const body = anything

const interaction = z.object({
  timestamp: anything,
  request: part(z.object({ method: text, uri: text, headers, body })),
  response: part(z.object({ status_code: label, headers, content: body })),
})

const check = z.object({
  name: text,
  status: text,
  failure_info: part(z.object({ failure: part(z.object({ type: text, message: text, title: text })) })),
})

const scenarioSchema = z.object({
  phase: anything,
  recorder: z.object({
    label: needed,
    checks: part(z.record(z.string(), listOf(check))),
    interactions: part(z.record(z.string(), part(interaction))),
  }),
})

type Interaction = z.output<typeof interaction> | undefined

/** A line for each event of the run; those of finished scenarios hold the checks. */
export async function* readEvents(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sites = new Set<string>()
  let begun = false
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const event = asObject(element.value) ?? {}
    const begin = asObject(event.Initialize)
    if (!begun) {
      if (!begin) throw refusal()
      const version = text.parse(begin.schemathesis_version)
      yield { type: 'header', tool: 'Schemathesis', ...(version && { toolVersion: version }) }
      begun = true
    } else yield* itemsOf(event, element.where, sites)
  }
  if (!begun) throw refusal()
}

const refusal = () =>
  new UnreadableReport(
    'broken',
    'This does not read as Schemathesis’ events: it does not begin with Initialize. Choose the right format, or run the tool again.',
  )

function* itemsOf(event: Record<string, unknown>, where: string, sites: Set<string>): Generator<Item> {
  for (const [name, value] of Object.entries(event)) {
    if (name === 'NonFatalError' || name === 'FatalError')
      yield loss(where, 'the run reports an error: what was to be tested there is not known')
    else if (/^(?:Fuzz)?ScenarioFinished$/.test(name)) {
      const scenario = shaped(scenarioSchema, { where, value })
      if (scenario.type === 'problem') yield scenario
      else yield* failuresOf(scenario.value, sites)
    }
  }
}

function* failuresOf(
  { recorder, phase }: z.output<typeof scenarioSchema>,
  sites: Set<string>,
): Generator<Item> {
  const { label: operation, checks, interactions } = recorder
  for (const [id, list] of Object.entries(checks ?? {}))
    for (const one of list) {
      if (!/fail/i.test(one.status ?? '')) continue
      const seen = interactions && Object.hasOwn(interactions, id) ? interactions[id] : undefined
      const { type, title, message } = one.failure_info?.failure ?? {}
      const [first] = (message ?? '').split('\n', 1)
      yield* newSite(seen?.request?.uri, sites)
      yield observationOf({
        rule: one.name ?? type ?? 'unnamed check',
        title: title ?? (first || type || one.name || 'Failure'),
        message,
        operation,
        ...exchangeOf(seen),
        tags: [...(type ? [type] : []), ...(typeof phase === 'string' ? [`phase: ${phase}`] : [])],
        raw: JSON.stringify({ label: operation, check: one, interaction: seen }),
      })
    }
}

function exchangeOf(seen: Interaction) {
  const { request, response } = seen ?? {}
  const first = request?.method && `${request.method} ${request.uri ?? ''}`.trim()
  return {
    url: request?.uri,
    method: request?.method,
    request: messageOf(
      [first, ...linesOf(request?.headers)].filter(Boolean).join('\n'),
      bodyOf(request?.body),
    ),
    response: messageOf(
      [response?.status_code && `HTTP ${response.status_code}`, ...linesOf(response?.headers)]
        .filter(Boolean)
        .join('\n'),
      bodyOf(response?.content),
    ),
    seenAt: isoTime(seen?.timestamp),
  }
}

const linesOf = (sent: Record<string, unknown> | undefined): string[] =>
  Object.entries(sent ?? {}).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)

/** Bytes are written in base64. */
function bodyOf(value: unknown): string | undefined {
  const bytes = asObject(value)?.$base64
  if (typeof bytes === 'string') return decodedText(bytes)
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? undefined
      : JSON.stringify(value)
}
