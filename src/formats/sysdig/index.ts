import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { eachRowOf } from '../syntax/csv-report.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { readBy } from '../values/read-schema.ts'
import { isScan, readScan } from './cli-scan.ts'
import { fieldsOf, isRow, type Place, rowItems } from './row.ts'

export const sysdig = {
  id: 'sysdig',
  name: 'Sysdig vulnerability reports',
  link: 'https://docs.sysdig.com/en/sysdig-secure/vulnerability-management/reporting/',
  extensions: ['.csv', '.json'],
  kinds: ['container', 'dependency', 'malware'],
  howTo: 'sysdig-cli-scanner --apiurl URL --output json-file=sysdig.json registry.example/shop/api:1.0',
  detect,
  read,
} satisfies Format

/** Reports of the platform, and their successors, which are made of panels. */
const ROWS = ['/data/*', '/panels/*/data/*']

const listed = z.object({ data: z.tuple([z.record(z.string(), z.unknown())], z.unknown()) })
const panels = z.object({ panels: z.tuple([listed], z.unknown()) })

function detect({ columns, outline }: Sample): number {
  if (columns) return isRow(fieldsOf(Object.fromEntries(columns.map((column) => [column, 'x'])))) ? 1 : 0
  if (isScan(outline)) return 1
  const list = readBy(panels, outline)?.panels[0] ?? readBy(listed, outline)
  return list && isRow(fieldsOf(list.data[0])) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { syntax, outline } = await sampleOf(input)
  if (syntax === 'json' && isScan(outline)) yield* readScan(input, context)
  else yield* readRows(input, context, syntax === 'csv')
}

const frameSchema = z.union([
  z.object({ data: z.array(z.unknown()) }),
  z.object({ panels: z.array(z.object({ data: z.array(z.unknown()) })) }),
])

async function* readRows(input: Input, context: ReadContext, isCsv: boolean): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Sysdig' }
  const place: Place = { images: new Set() }
  if (isCsv) {
    for await (const row of eachRowOf(input, context, { name: "Sysdig's report", columns: [] }))
      yield* row.type === 'problem' ? [row] : rowItems(fieldsOf(row.row), row.where, row.text, place)
    return
  }
  await jsonFrame(input, context, { name: "Sysdig's report", omit: ROWS, schema: frameSchema })
  for await (const element of eachElement(input, context, ROWS))
    yield* element.type === 'problem'
      ? [element]
      : rowItems(fieldsOf(element.value), element.where, element.text, place)
}
