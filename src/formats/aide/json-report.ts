import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { isObject } from '../values/fields.ts'
import { anything, number, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { entryObservation } from './entry.ts'

const LISTS = ['/added/*', '/removed/*', '/changed/*', '/details/*']

const frameSchema = z.object({
  aide_version: text,
  outline: z.string(),
  start_time: text,
  number_of_entries: part(z.object({ changed: number })),
  details: anything,
})

/** Since 0.18, by `report_format=json`. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, { name: "AIDE's JSON", omit: LISTS, schema: frameSchema })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'AIDE',
    toolVersion: frame.aide_version,
    producedAt: isoTime(frame.start_time),
  })
  let details = 0
  for await (const element of eachElement(input, context, ['/details/*']))
    if (element.type === 'element') details++
  const detailed = details > 0 && details === frame.number_of_entries?.changed
  for await (const element of eachElement(input, context, LISTS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const change = element.pattern.slice(1).split('/')[0] as 'added' | 'removed' | 'changed' | 'details'
    const path = keyAt(element.where)
    const raw = JSON.stringify({ [path]: element.value })
    if (change === 'details') {
      if (detailed)
        yield entryObservation({ change: 'changed', path, details: detailsOf(element.value), raw })
    } else if (typeof element.value !== 'string')
      yield loss(element.where, 'this entry has no flags and is left out')
    else if (change !== 'changed' || !detailed)
      yield entryObservation({ change, path, flags: element.value.trim() || undefined, raw })
  }
}

/** `{"size": {"old": 13, "new": 19}}`. */
function detailsOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const lines = Object.entries(value).map(([name, change]) =>
    isObject(change) && 'old' in change
      ? `${name}: ${String(change.old)} → ${String(change.new)}`
      : `${name}: ${JSON.stringify(change)}`,
  )
  return lines.join('\n') || undefined
}
