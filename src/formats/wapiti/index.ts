import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { COLUMNS, readCsv } from './csv.ts'
import { readJson } from './json.ts'
import { readXml } from './xml.ts'

export const wapiti = {
  id: 'wapiti',
  name: 'Wapiti',
  link: 'https://github.com/wapiti-scanner/wapiti#usage',
  extensions: ['.json', '.xml', '.csv'],
  kinds: ['web'],
  howTo: 'wapiti --url https://shop.example --format json --output wapiti.json',
  detect,
  read,
} satisfies Format

const classification = z.object({ desc: z.string(), sol: z.string() })
const whole = z.object({
  classifications: z
    .record(z.string(), z.unknown())
    .refine((all) => Object.values(all).some((one) => fits(classification, one))),
  vulnerabilities: z.record(z.string(), z.unknown()),
})

function detect({ root, head, columns, outline }: Sample): number {
  if (root) return root.name === 'report' && /wapiti/i.test(head.slice(0, 2000)) ? 1 : 0
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  return fits(whole, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  if (start.startsWith('<')) yield* readXml(input, context)
  else yield* /^[{[]/.test(start) ? readJson(input, context) : readCsv(input, context)
}
