import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { itemOfResult } from './result.ts'
import { isTextReport, readText } from './text-report.ts'

const RESULTS = '/results/*'

export const bundlerAudit = {
  id: 'bundler-audit',
  name: 'bundler-audit',
  link: 'https://github.com/rubysec/bundler-audit',
  extensions: ['.json', '.txt'],
  kinds: ['dependency', 'config'],
  howTo: 'bundle-audit check --format json --output bundler-audit.json',
  detect,
  read,
} satisfies Format

const results = z.object({
  results: z.tuple([z.object({ type: z.enum(['unpatched_gem', 'insecure_source']) })], z.unknown()),
})
const noResults = z.strictObject({ version: z.string(), created_at: z.string(), results: z.tuple([]) })

function detect({ head, outline }: Sample): number {
  if (outline === undefined) return isTextReport(head)
  if (fits(results, outline)) return 1
  return fits(noResults, outline) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) === '{') yield* readJson(input, context)
  else yield* readText(input, context)
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'bundler-audit JSON',
    omit: [RESULTS],
    schema: z.object({ results: z.array(z.unknown()), version: label, created_at: text }),
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'bundler-audit',
    toolVersion: frame.version,
    producedAt: isoTime(frame.created_at),
  })
  for await (const element of eachElement(input, context, [RESULTS]))
    yield element.type === 'problem' ? element : itemOfResult(element)
}
