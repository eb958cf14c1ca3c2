import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { diagnosticSchema, isPassed, itemOf } from './diagnostic.ts'

export const cargoDeny = {
  id: 'cargo-deny',
  name: 'cargo-deny',
  link: 'https://embarkstudios.github.io/cargo-deny/',
  extensions: ['.json', '.jsonl'],
  kinds: ['dependency', 'license', 'malware'],
  // It prints to standard error.
  howTo: 'cargo deny --format json check 2> cargo-deny.jsonl',
  detect,
  read,
} satisfies Format

const marks = z.union([
  z.object({
    type: z.literal('diagnostic'),
    fields: z.object({ severity: z.string(), message: z.string() }),
  }),
  z.object({
    type: z.literal('log'),
    fields: z.object({ level: z.string(), message: z.string(), timestamp: z.string() }),
  }),
  z.object({
    type: z.literal('summary'),
    fields: z
      .partialRecord(z.enum(['advisories', 'bans', 'licenses', 'sources']), z.object({ errors: z.number() }))
      .refine((checks) => Object.keys(checks).length > 0),
  }),
])

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const recordSchema = z.object({
  type: z.enum(['diagnostic', 'log', 'summary']),
  fields: z.looseObject({}),
})

const logSchema = z.object({ level: text })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'cargo-deny' }
  for await (const element of eachRecord(input, context)) {
    const record = element.type === 'problem' ? element : shaped(recordSchema, element)
    if (record.type === 'problem' || element.type === 'problem') {
      if (record.type === 'problem') yield record
      continue
    }
    const { type, fields } = record.value
    if (type === 'log') {
      const level = readBy(logSchema, fields)?.level
      if (/^(?:error|warn)/i.test(level ?? ''))
        yield problem(element.where, 'cargo-deny logs trouble with its run: it may not have checked all')
    } else if (type === 'diagnostic') {
      const found = shaped(diagnosticSchema, { where: element.where, value: fields })
      if (found.type === 'problem') yield found
      else if (!isPassed(found.value)) yield itemOf(found.value, element)
    }
  }
}
