import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { anything, text } from '../values/lenient.ts'
import { observationOf, ratingSchema } from './vulnerability.ts'

const said = z.string().trim().min(1)

const rowSchema = z.tuple([said, text, text, text, said], anything)

/** Version 1, and `--output json --json-version 0.5` since: each vulnerability is a list of its values. */
export async function* readFormer(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Safety JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Safety' }
  yield* shapedItems(eachElement(input, context, ['/*']), rowSchema, (row, { text }) => {
    const [name, range, version, advisory, id, cvss2, cvss3] = row
    return observationOf(
      {
        id,
        name,
        version,
        range,
        advisory,
        ratings: [ratingSchema.parse(cvss3), ratingSchema.parse(cvss2)],
      },
      text,
    )
  })
}
