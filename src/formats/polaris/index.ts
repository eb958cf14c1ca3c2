import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationsOf, resultSchema } from './observation.ts'

const RESULTS = '/Results/*'

export const polaris = {
  id: 'polaris',
  name: 'Polaris',
  link: 'https://polaris.docs.fairwinds.com/cli/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'polaris audit --audit-path . --format json > polaris.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  PolarisOutputVersion: z.string(),
  AuditTime: text,
  SourceType: text,
  DisplayName: text,
  Results: z.array(z.unknown()).nullable(),
})

const marks = z.object({ PolarisOutputVersion: z.string() })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Polaris' JSON",
    omit: [RESULTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Polaris',
    // The path of a checkout differs from run to run; a cluster's name does not.
    target: frame.SourceType === 'Cluster' ? frame.DisplayName : undefined,
    producedAt: isoTime(frame.AuditTime),
  })
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield* observationsOf(result.value, element)
  }
}
