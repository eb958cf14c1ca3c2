import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { isObject } from '../values/fields.ts'
import { anything } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { hitSchema, observationOf } from './advisory.ts'
import { isPrinted, readPrinted } from './printed.ts'

const VULNERABILITIES = '/vulnerabilities/list/*'

export const cargoAudit = {
  id: 'cargo-audit',
  name: 'cargo-audit',
  link: 'https://github.com/rustsec/rustsec/tree/main/cargo-audit',
  extensions: ['.json', '.txt'],
  kinds: ['dependency', 'malware'],
  howTo: 'cargo audit --json > cargo-audit.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  lockfile: z.object({ 'dependency-count': z.number() }),
  vulnerabilities: z.object({ list: z.array(z.unknown()) }),
  warnings: anything,
})

function detect({ outline, head, syntax }: Sample): number {
  if (syntax !== 'json' && isPrinted(head)) return 1
  return fits(frameSchema, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isText = isPrinted((await sampleOf(input)).head)
  yield* isText ? readPrinted(input, context) : readJson(input, context)
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { warnings } = await jsonFrame(input, context, {
    name: 'cargo-audit JSON',
    omit: [VULNERABILITIES],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'cargo-audit' }
  // By kind; before 0.12 one list.
  const pattern = isObject(warnings) ? '/warnings/*/*' : '/warnings/*'
  yield* shapedItems(
    eachElement(input, context, [VULNERABILITIES, pattern]),
    hitSchema,
    (hit, element: Element) => observationOf(hit, element),
  )
}
