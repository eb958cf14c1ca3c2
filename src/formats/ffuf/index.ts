import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf, type Result, resultSchema, rowSchema } from './result.ts'

const RESULTS = '/results/*'

export const ffuf = {
  id: 'ffuf',
  name: 'ffuf',
  link: 'https://github.com/ffuf/ffuf#usage',
  extensions: ['.json', '.csv'],
  kinds: ['web'],
  howTo: 'ffuf -u https://shop.example/FUZZ -w words.txt -of json -o ffuf.json',
  detect,
  read,
} satisfies Format

const whole = z.object({ commandline: z.string(), time: z.string(), results: z.array(z.unknown()) })
const record = z.object({
  input: z.object({}),
  position: z.number(),
  redirectlocation: z.string(),
  words: z.number(),
})
const COLUMNS = ['url', 'redirectlocation', 'position', 'status_code', 'content_words', 'content_lines']

function detect({ outline, columns }: Sample): number {
  if (columns) return COLUMNS.every((name) => columns.includes(name)) ? 1 : 0
  if (fits(record, Array.isArray(outline) ? outline[0] : outline)) return 1
  if (!fits(whole, outline)) return 0
  return isOfFfuf(outline as z.output<typeof whole>) ? 1 : 0
}

const isOfFfuf = ({ commandline, results }: z.output<typeof whole>): boolean =>
  /\bffuf\b/.test(commandline) || fits(record, results[0])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 64 * 1024)).toString('utf8').trimStart()
  if (!/^[{[]/.test(start)) {
    if (!/^[^\n]*\bredirectlocation\b/.test(start)) throw refusal()
    yield* readRows(input, context)
  } else if (/^\{\s*"(?:commandline|time|results|config)"/.test(start)) yield* readWhole(input, context)
  else if (/"redirectlocation"/.test(start)) yield* readRecords(input, context)
  else throw refusal()
}

const refusal = () =>
  new UnreadableReport(
    'broken',
    'This does not read as output of ffuf: it has no redirectlocation. Choose the right format, or run the tool again.',
  )

const frameSchema = z.object({
  results: z.array(z.unknown()),
  commandline: text,
  time: text,
  config: part(z.object({ url: text, method: text })),
})

async function* readWhole(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { config, time } = await jsonFrame(input, context, {
    name: 'ffuf JSON',
    omit: [RESULTS],
    schema: frameSchema,
  })
  const producedAt = isoTime(time)
  yield {
    type: 'header',
    tool: 'ffuf',
    ...(config?.url && { target: config.url }),
    ...(producedAt && { producedAt }),
  }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield* itemsOf(result.value, element.text, sites, config?.method)
  }
}

function* itemsOf(result: Result, raw: string, sites: Set<string>, method?: string): Generator<Item> {
  yield* newSite(result.url, sites)
  yield observationOf(result, raw, method)
}

/** What `-json` prints while it runs. */
async function* readRecords(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ffuf' }
  const sites = new Set<string>()
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield* itemsOf(result.value, element.text, sites)
  }
}

async function* readRows(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ffuf' }
  const sites = new Set<string>()
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const result = readBy(rowSchema, entry.row)
    if (result) yield* itemsOf(result, entry.text, sites)
    else yield loss(entry.where, 'this row is left out: it has no address or no status')
  }
}
