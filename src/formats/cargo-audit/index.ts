import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { isObject } from '../values/fields.ts'
import { anything } from '../values/lenient.ts'
import { hitSchema, observationOf } from './advisory.ts'

const VULNERABILITIES = '/vulnerabilities/list/*'

export const cargoAudit = {
  id: 'cargo-audit',
  name: 'cargo-audit',
  link: 'https://github.com/rustsec/rustsec/tree/main/cargo-audit',
  extensions: ['.json'],
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

function detect({ outline }: Sample): number {
  return frameSchema.safeParse(outline).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
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
