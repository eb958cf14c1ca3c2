import { parse } from 'csv-parse/sync'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachRow } from '../syntax/csv.ts'
import { cell } from '../syntax/csv-report.ts'
import { UnreadableReport } from '../unreadable.ts'
import { observationOf } from './observation.ts'

export const codeqlCsv = {
  id: 'codeql-csv',
  name: 'CodeQL CSV',
  link: 'https://docs.github.com/en/code-security/codeql-cli/codeql-cli-reference/csv-output',
  extensions: ['.csv'],
  kinds: ['code'],
  howTo: 'codeql database analyze DATABASE --format=csv --output=codeql.csv',
  detect,
  read,
} satisfies Format

const PLACE = ['startLine', 'startColumn', 'endLine', 'endColumn']
/** Semmle's tables had the path twice: in the repository, and in a folder for the run. */
const TABLES: { [cells: number]: string[] } = {
  9: ['name', 'description', 'severity', 'message', 'path', ...PLACE],
  10: ['name', 'description', 'severity', 'message', 'path', 'fullPath', ...PLACE],
}

/** There is no header row: what sample takes for one is the first result. */
function tableOf(first: string[] | undefined): string[] | undefined {
  const table = TABLES[first?.length ?? 0]
  if (!first || !table) return undefined
  const isRated = /^(?:error|warning|recommendation)$/.test(first[2] ?? '')
  return isRated && first.slice(-4).every((text) => /^\d+$/.test(text)) ? table : undefined
}

function detect(sample: Sample): number {
  return tableOf(firstRowOf(sample)) ? 0.95 : 0
}

/** A row with a long message does not look like column names. */
function firstRowOf({ columns, head, syntax }: Sample): string[] | undefined {
  if (columns || syntax !== 'text' || !/,"?(?:error|warning|recommendation)"?,/.test(head.slice(0, 4096)))
    return columns
  try {
    return parse(head, { to: 1, relax_quotes: true, relax_column_count: true })[0] as string[] | undefined
  } catch {
    return undefined
  }
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sample = await sampleOf(input)
  const table = tableOf(firstRowOf(sample))
  if (!table && sample.head.trim() !== '')
    throw new UnreadableReport(
      'broken',
      'This does not read as CodeQL CSV: its rows are no results with a severity and four positions. Choose the right format.',
    )
  yield { type: 'header', tool: 'CodeQL' }
  for await (const entry of eachRow(input, context, table))
    if (entry.type === 'problem') yield entry
    else
      yield cell(entry.row, 'name')
        ? observationOf(entry.row, entry.text)
        : loss(entry.where, 'this row names no query and is left out')
}
