import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { wholeJson } from '../syntax/json.ts'
import { eachListed, isRecordPerLine } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { diagnosticSchema, observationOf } from './diagnostic.ts'

export const reviewdog = {
  id: 'reviewdog',
  name: 'reviewdog diagnostics (rdjson, rdjsonl)',
  link: 'https://github.com/reviewdog/reviewdog/tree/master/proto/rdf',
  extensions: ['.json', '.jsonl'],
  kinds: ['code'],
  howTo: 'ruff check --output-format rdjson > diagnostics.rdjson',
  detect,
  read,
} satisfies Format

const DIAGNOSTICS = '/diagnostics/*'

const mark = z.object({ message: z.string(), location: z.object({ path: z.string() }) })
/** Editors call their lists so too, without a tool around them. */
const clean = z.object({ diagnostics: z.tuple([]), source: z.object({ name: z.string() }) })
/** A line alone is told from others' by what few other tools write. */
const line = mark.extend({
  location: z.object({ path: z.string(), range: z.object({ start: z.object({ line: z.number() }) }) }),
})

function detect({ outline }: Sample): number {
  if (fits(clean, outline)) return 0.9
  const list = z.object({ diagnostics: z.tuple([mark], z.unknown()) })
  return fits(list, outline) || fits(line, outline) ? 0.95 : 0
}

const frameSchema = z.object({ severity: text, source: part(z.object({ name: text })) })

/** `rdjson` is one object, whose severity and tool stand for those of its diagnostics; `rdjsonl` is a diagnostic a line. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isLines = await isRecordPerLine(input, context)
  const whole = isLines ? undefined : (await wholeJson(input, context, [DIAGNOSTICS])).value
  const frame = readBy(frameSchema, whole)
  yield withoutGaps({ type: 'header' as const, tool: frame?.source?.name })
  const isElement = (value: object): boolean => fits(mark, value)
  const list = { name: 'diagnostics for reviewdog', members: [DIAGNOSTICS], isElement }
  yield* shapedItems(eachListed(input, context, list), diagnosticSchema, (found, { text: raw }) =>
    observationOf(found, frame?.severity, raw),
  )
}
