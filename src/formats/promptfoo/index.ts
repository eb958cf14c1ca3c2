import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, resultSchema } from './observation.ts'

export const promptfoo = {
  id: 'promptfoo',
  name: 'promptfoo',
  link: 'https://www.promptfoo.dev/docs/configuration/outputs/',
  extensions: ['.json'],
  kinds: ['api'],
  howTo: 'promptfoo redteam eval --output promptfoo.json',
  detect,
  read,
} satisfies Format

const RESULTS = '/results/results/*'

const frameSchema = z.object({
  evalId: text,
  results: z.object({ version: label, timestamp: text, results: z.array(z.unknown()) }),
  config: part(z.object({ description: text })),
  metadata: part(z.object({ promptfooVersion: text })),
})

const markSchema = z.object({
  evalId: z.string().nullable(),
  results: z.object({ results: z.array(z.unknown()) }),
})

function detect({ outline }: Sample): number {
  return fits(markSchema, outline) ? 1 : 0
}

/** Why a test did not pass: an assertion (1), or an error of the test itself (2). */
const ERROR = 2

/** What did not pass. What could not be asked at all is a problem: its answer may be as bad. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { results, metadata, config } = await jsonFrame(input, context, {
    name: "promptfoo's JSON",
    omit: [RESULTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'promptfoo',
    toolVersion: metadata?.promptfooVersion,
    target: config?.description,
    producedAt: isoTime(results.timestamp),
  })
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem') yield result
    else if (result.value.failureReason === ERROR)
      yield loss(element.where, 'this test ended in an error: what it asks for is not known')
    else if (!result.value.success && element.type === 'element')
      yield observationOf(result.value, element.text)
  }
}
