import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { flag, needed, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const FILES = '/files/*'

export const rubocop = {
  id: 'rubocop',
  name: 'RuboCop',
  link: 'https://docs.rubocop.org/rubocop/formatters.html#json-formatter',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'rubocop --format json --out rubocop.json',
  detect,
  read,
} satisfies Format

const outline = z.object({ metadata: z.object({ rubocop_version: z.string() }), files: z.array(z.unknown()) })

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const fileSchema = z.object({ path: needed, offenses: z.array(z.unknown()) })

const offenseSchema = z.object({
  cop_name: needed,
  severity: text,
  message: text,
  corrected: flag,
  location: part(
    z.object({
      start_line: position,
      start_column: position,
      last_line: position,
      last_column: position,
      line: position,
      column: position,
    }),
  ),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { metadata } = await jsonFrame(input, context, {
    name: 'RuboCop JSON',
    omit: [FILES],
    schema: z.object({ metadata: z.object({ rubocop_version: text }), files: z.array(z.unknown()) }),
  })
  const toolVersion = metadata.rubocop_version
  yield { type: 'header', tool: 'RuboCop', ...(toolVersion && { toolVersion }) }
  for await (const element of eachElement(input, context, [FILES])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const file = shaped(fileSchema, element)
    if (file.type === 'problem') yield file
    else
      for (const [index, value] of file.value.offenses.entries()) {
        const offense = shaped(offenseSchema, { where: `${element.where}/offenses/${index}`, value })
        yield offense.type === 'problem' ? offense : observationOf(offense.value, file.value.path, value)
      }
  }
}

const SEVERITIES: { [word: string]: Severity } = byWord({ fatal: 'high', convention: 'low', refactor: 'low' })

function observationOf(offense: z.output<typeof offenseSchema>, path: string, value: unknown): Observation {
  const place = offense.location
  return observe({
    kind: 'code',
    rule: offense.cop_name,
    title: offense.message ?? offense.cop_name,
    description: offense.message,
    severity: SEVERITIES[offense.severity ?? ''] ?? severityOfWord(offense.severity),
    toolSeverity: offense.severity,
    location: {
      path: relativePath(path) || path,
      line: place?.start_line ?? place?.line,
      endLine: place?.last_line,
      column: place?.start_column ?? place?.column,
      endColumn: place?.last_column === undefined ? undefined : place.last_column + 1,
    },
    verdict: offense.corrected
      ? { state: 'fixed', reason: 'corrected by RuboCop', source: 'rubocop' }
      : undefined,
    raw: JSON.stringify({ path, ...(value as object) }),
  })
}
