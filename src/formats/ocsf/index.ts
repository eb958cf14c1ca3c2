import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { type Event, eventSchema } from './event.ts'
import { outcomeOf } from './outcome.ts'
import { postureObservations } from './posture.ts'
import { claimOf, providerOf } from './resource.ts'
import { vulnerabilityObservations } from './vulnerability.ts'

export const ocsf = {
  id: 'ocsf',
  name: 'OCSF findings',
  link: 'https://schema.ocsf.io/categories/findings',
  extensions: ['.json', '.jsonl'],
  kinds: ['cloud', 'config', 'identity', 'data', 'container', 'dependency', 'code', 'malware', 'runtime'],
  howTo: 'prowler aws --output-formats json-ocsf',
  detect,
  read,
} satisfies Format

const FINDINGS = 2

const known = z.object({ class_uid: z.number().min(2000).max(2999), metadata: z.object({}) })

function detect({ outline }: Sample): number {
  return fits(known, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

interface State {
  header?: ReportHeader
  /** Product of the first event: the report's tool. */
  tool?: string
  assets: Set<string>
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const state: State = { assets: new Set() }
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (!state.header && result.type === 'problem') {
      // The header stands first even when the first record is damaged.
      state.header = { type: 'header' }
      yield state.header
    }
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield* itemsOf(result.value, element, state)
  }
  if (!state.header) yield { type: 'header' }
}

function* itemsOf(event: Event, element: Element, state: State): Generator<Item> {
  const header = headerOf(event)
  if (!state.header || !isSame(header, state.header)) yield header
  state.header = header
  state.tool ??= header.tool
  if (Math.floor(event.class_uid / 1000) !== FINDINGS) {
    yield problem(element.where, `an event of class ${event.class_uid} is no finding and is not read`)
    return
  }
  // What passed has no finding, but it exists.
  yield* claims(event, state.assets)
  if (outcomeOf(event) === 'pass') return
  const found = event.vulnerabilities.length > 0 ? vulnerabilityObservations : postureObservations
  for (const observation of found(event, element))
    yield header.tool === state.tool || !header.tool ? observation : { ...observation, tool: header.tool }
}

/** A run over an account is what later runs over the same account replace. */
function headerOf(event: Event): ReportHeader {
  const product = event.metadata?.product
  const tool = product?.name ?? product?.vendor_name
  const target = [providerOf(event), event.cloud?.account?.uid].filter(Boolean).join(':')
  return {
    type: 'header',
    ...(tool && { tool }),
    ...(product?.version && { toolVersion: product.version }),
    ...(target && { target }),
  }
}

const isSame = (one: ReportHeader, other: ReportHeader): boolean =>
  one.tool === other.tool && one.toolVersion === other.toolVersion && one.target === other.target

function* claims(event: Event, seen: Set<string>): Generator<Item> {
  for (const resource of event.resources) {
    const claim = claimOf(event, resource)
    const key = claim && `${claim.kind} ${claim.name}`
    if (!key || seen.has(key)) continue
    seen.add(key)
    yield claim
  }
}
