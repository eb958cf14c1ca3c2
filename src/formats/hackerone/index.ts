import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { readJson } from './json-report.ts'
import { itemsOfRow } from './row.ts'

export const hackerone = {
  id: 'hackerone',
  name: 'HackerOne',
  link: 'https://api.hackerone.com/customer-resources/#reports',
  extensions: ['.json', '.csv'],
  kinds: ['web'],
  howTo: "curl 'https://api.hackerone.com/v1/reports?filter[program][]=acme' -u 'id:token' > hackerone.json",
  detect,
  read,
} satisfies Format

const COLUMNS = ['severity_rating', 'substate', 'weakness', 'structured_scope']

const report = z.object({ type: z.literal('report'), attributes: z.object({ title: z.string() }) })
const outlines = [
  z.object({ data: z.union([report, z.tuple([report], z.unknown())]) }),
  z.object({ data: z.array(z.unknown()), links: z.object({ self: z.string().includes('hackerone.com') }) }),
  z.object({
    findings: z.tuple([z.object({ severity_rating: z.string(), weakness: z.string() })], z.unknown()),
  }),
]

function detect({ columns, outline }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  return outlines.some((schema) => fits(schema, outline)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  if (/^[[{]/.test(start)) {
    yield* readJson(input, context)
    return
  }
  yield { type: 'header', tool: 'HackerOne' }
  const claimed = new Set<string>()
  for await (const entry of eachRowOf(input, context, { name: 'HackerOne CSV', columns: COLUMNS })) {
    if (entry.type === 'problem') yield entry
    else yield* itemsOfRow(entry.row, entry, claimed)
  }
}
