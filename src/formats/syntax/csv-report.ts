import type { Input, Problem, ReadContext } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachRow, type Row } from './csv.ts'

/**
 * The rows of a CSV report whose columns are known. Throws UnreadableReport where one of `columns` is missing: another table must not
 * read as "no findings". `name` is the report's name for that message.
 */
export async function* eachRowOf(
  input: Input,
  context: ReadContext,
  report: { name: string; columns: string[] },
): AsyncGenerator<Row | Problem> {
  const sample = await sampleOf(input)
  const missing = report.columns.filter((column) => !sample.columns?.includes(column))
  if (missing.length > 0 && sample.head.trim() !== '')
    throw new UnreadableReport(
      'broken',
      `This does not read as ${report.name}: it lacks the column ${missing.join(', ')}. Choose the right format, or export it again.`,
    )
  yield* eachRow(input, context)
}

/** Whether a table has all of `columns`. */
export const hasColumns = (given: string[] | undefined, columns: string[]): boolean =>
  columns.every((column) => given?.includes(column))

/** A cell that says something. */
export const cell = (row: Record<string, string>, column: string): string | undefined =>
  row[column]?.trim() || undefined
