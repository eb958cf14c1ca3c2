import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { attemptItems, hitSchema, observationOf } from './observation.ts'
import { type Run, runIn } from './run.ts'

export const garak = {
  id: 'garak',
  name: 'garak',
  link: 'https://docs.garak.ai/garak',
  extensions: ['.jsonl'],
  kinds: ['api'],
  howTo: 'garak --target_type rest --report_prefix shop    # makes shop.report.jsonl and shop.hitlog.jsonl',
  detect,
  read,
} satisfies Format

const known = z.union([
  z.object({ probe: z.string(), detector: z.string(), attempt_id: z.string(), generator: z.string() }),
  z.object({ entry_type: z.literal('start_run setup') }),
  z.object({ entry_type: z.literal('init'), garak_version: z.string() }),
  z.object({ entry_type: z.literal('attempt'), probe_classname: z.string() }),
])

function detect({ outline }: Sample): number {
  return fits(known, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

/** A report tells all attempts, a hit log only those that succeeded. What a report says of its run stands in its first records. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const run: Run = {}
  let begun = false
  for await (const element of eachRecord(input, context)) {
    for (const item of element.type === 'problem' ? [element] : itemsOf(element, run)) {
      if (!begun) yield headerOf(run)
      begun = true
      yield item
    }
  }
  if (!begun) yield headerOf(run)
}

const headerOf = ({ version, target, startedAt }: Run): ReportHeader =>
  withoutGaps({
    type: 'header' as const,
    tool: 'garak',
    toolVersion: version,
    target,
    producedAt: isoTime(startedAt),
  })

const entrySchema = z.object({ entry_type: text })

function* itemsOf(element: Element, run: Run): Generator<Item> {
  const entry = entrySchema.safeParse(element.value)
  if (!entry.success) yield loss(element.where, 'left out, because it is no record')
  else if (entry.data.entry_type === 'attempt') yield* attemptItems(element, run)
  else if (entry.data.entry_type !== undefined) Object.assign(run, runIn(element.value))
  else {
    const hit = shaped(hitSchema, element)
    if (hit.type === 'problem') yield hit
    else {
      run.target ??= hit.value.generator
      yield observationOf(hit.value, element.text)
    }
  }
}
