import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { attributesOf, observationOf, type Result, resultSchema } from './result.ts'

export const httpx = {
  id: 'httpx',
  name: 'httpx',
  link: 'https://docs.projectdiscovery.io/opensource/httpx/usage',
  extensions: ['.json', '.jsonl', '.csv'],
  kinds: ['web'],
  howTo: 'httpx -list hosts.txt -tech-detect -json -output httpx.jsonl',
  detect,
  read,
} satisfies Format

const common = { input: z.string(), url: z.string() }
const record = z.union([
  z.object({ ...common, status_code: z.number(), failed: z.boolean() }),
  z.object({ ...common, 'status-code': z.number(), 'content-length': z.number() }),
  z.object({ input: z.string(), failed: z.literal(true), timestamp: z.string() }),
])
const COLUMNS = ['timestamp', 'url', 'input', 'status_code', 'content_length', 'failed']

function detect({ outline, columns }: Sample): number {
  if (columns) return COLUMNS.every((name) => columns.includes(name)) ? 1 : 0
  return fits(record, Array.isArray(outline) ? outline[0] : outline) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 64 * 1024)).toString('utf8').trimStart()
  const isJson = /^[{[]/.test(start)
  if (isJson ? !/"input"/.test(start) && !/^\[\s*\]/.test(start) : !/^[^\n]*\bstatus_code\b/.test(start))
    throw new UnreadableReport(
      'broken',
      'This does not read as output of httpx: it has no input. Choose the right format, or run the tool again.',
    )
  yield { type: 'header', tool: 'httpx' }
  const sites = new Set<string>()
  if (isJson) {
    for await (const element of eachRecord(input, context))
      yield* element.type === 'problem'
        ? [element]
        : itemsOf(element.where, element.value, element.text, sites)
    return
  }
  for await (const entry of eachRow(input, context))
    yield* entry.type === 'problem' ? [entry] : itemsOf(entry.where, { ...entry.row }, entry.text, sites)
}

function* itemsOf(where: string, value: unknown, raw: string, sites: Set<string>): Generator<Item> {
  const result = shaped(resultSchema, { where, value })
  if (result.type === 'problem') yield result
  else if (result.value.failed) yield loss(where, 'the address did not answer: what is there is not known')
  else yield* itemsAt(result.value, raw, sites)
}

function* itemsAt(result: Result, raw: string, sites: Set<string>): Generator<Item> {
  yield* newSite(result.url, sites, attributesOf(result))
  yield observationOf(result, raw)
}
