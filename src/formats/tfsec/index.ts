import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { isPassed, observationOf, resultSchema } from './observation.ts'

const RESULTS = '/results/*'

export const tfsec = {
  id: 'tfsec',
  name: 'tfsec',
  link: 'https://aquasecurity.github.io/tfsec/latest/guides/configuration/output/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'tfsec --format json --out tfsec.json .',
  detect,
  read,
} satisfies Format

const known = z.object({
  results: z.tuple(
    [
      z.object({
        rule_id: z.string(),
        rule_description: z.string(),
        location: z.object({ filename: z.string() }),
      }),
    ],
    z.unknown(),
  ),
})

function detect({ outline }: Sample): number {
  return known.safeParse(outline).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "tfsec's JSON",
    omit: [RESULTS],
    schema: z.object({ results: z.array(z.unknown()).nullable() }),
  })
  yield { type: 'header', tool: 'tfsec' }
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else if (!isPassed(result.value)) yield observationOf(result.value, element)
  }
}
