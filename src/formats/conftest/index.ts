import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { fileItems } from './observation.ts'

export const conftest = {
  id: 'conftest',
  name: 'Conftest',
  link: 'https://www.conftest.dev/output/#json',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'conftest test --output json . > conftest.json',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown()).optional()

/** Before 0.19 without a namespace, and passed checks were listed as well. */
const known = z.object({
  filename: z.string(),
  namespace: z.string().optional(),
  successes: z.union([z.number(), z.array(z.unknown()), z.null()]),
  warnings: list.nullable(),
  failures: list.nullable(),
})

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Conftest JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Conftest' }
  for await (const element of eachElement(input, context, ['/*'])) {
    if (element.type === 'problem') yield element
    else for (const item of fileItems(element)) yield item
  }
}
