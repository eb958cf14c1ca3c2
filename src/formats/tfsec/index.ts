import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isPassed, observationOf, resultSchema } from './observation.ts'

const RESULTS = '/results/*'

export const tfsec = {
  id: 'tfsec',
  name: 'tfsec',
  link: 'https://aquasecurity.github.io/tfsec/latest/guides/configuration/output/',
  extensions: ['.json', '.csv'],
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

/** Columns of its table. */
const COLUMNS = ['file', 'start_line', 'end_line', 'rule_id', 'severity', 'description', 'link', 'passed']

function detect({ outline, columns }: Sample): number {
  return hasColumns(columns, COLUMNS) || fits(known, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { syntax, columns } = await sampleOf(input)
  const isTable = syntax === 'csv' && hasColumns(columns, COLUMNS)
  for await (const element of isTable ? eachRowResult(input, context) : eachJsonResult(input, context)) {
    if (element.type === 'header') yield element
    else {
      const result = element.type === 'problem' ? element : shaped(resultSchema, element)
      if (result.type === 'problem' || element.type === 'problem') {
        if (result.type === 'problem') yield result
      } else if (!isPassed(result.value)) yield observationOf(result.value, element)
    }
  }
}

const HEADER: ReportHeader = { type: 'header', tool: 'tfsec' }

/** The rows of the table as elements of the JSON report; its rules are named in full. */
async function* eachRowResult(input: Input, context: ReadContext) {
  yield HEADER
  for await (const entry of eachRowOf(input, context, { name: "tfsec's table", columns: COLUMNS })) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { row, where, text } = entry
    const { file, start_line, end_line, rule_id, severity, description, link, passed } = row
    const location = { filename: file, start_line: Number(start_line), end_line: Number(end_line) }
    const links = link ? [link] : []
    const value = {
      long_id: rule_id,
      rule_id,
      severity,
      description,
      links,
      location,
      passed: passed === 'true',
    }
    yield { type: 'element' as const, pattern: '', holder: '', where, value, text }
  }
}

async function* eachJsonResult(input: Input, context: ReadContext) {
  await jsonFrame(input, context, {
    name: "tfsec's JSON",
    omit: [RESULTS],
    schema: z.object({ results: z.array(z.unknown()).nullable() }),
  })
  yield HEADER
  yield* eachElement(input, context, [RESULTS])
}
