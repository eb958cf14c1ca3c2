import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationsOf, querySchema } from './observation.ts'

const QUERIES = '/queries/*'

export const kics = {
  id: 'kics',
  name: 'KICS',
  link: 'https://docs.kics.io/latest/results/#json',
  extensions: ['.json'],
  kinds: ['config', 'secret', 'pipeline', 'api'],
  howTo: 'kics scan --path . --report-formats json --output-path .',
  detect,
  read,
} satisfies Format

const known = z.object({
  queries: z.array(z.unknown()),
  queries_total: z.number(),
  files_scanned: z.number(),
})

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

const frameSchema = z.object({
  queries: z.array(z.unknown()),
  queries_total: z.number(),
  kics_version: text,
  start: text,
  end: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, { name: "KICS' JSON", omit: [QUERIES], schema: frameSchema })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'KICS',
    toolVersion: frame.kics_version,
    producedAt: isoTime(frame.end ?? frame.start),
  })
  for await (const element of eachElement(input, context, [QUERIES])) {
    const query = element.type === 'problem' ? element : shaped(querySchema, element)
    if (query.type === 'problem' || element.type === 'problem') {
      if (query.type === 'problem') yield query
    } else yield* observationsOf(query.value, element)
  }
}
