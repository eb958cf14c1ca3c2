import { Readable } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import { parse as parseText } from 'csv-parse/sync'
import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { peek } from '../unpack/upload.ts'
import { emptyReport, UnreadableReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'

export interface Row {
  type: 'row'
  /** `line 12`: the line on which the row ends. */
  where: string
  /** By column name as the header row writes it. Empty cells are empty strings. */
  row: Record<string, string>
  /** The row as it stands in the file. */
  text: string
}

const DELIMITERS = [',', ';', '\t', '|']

/**
 * The rows of a CSV file with a header row; comma, semicolon, tab and bar are told apart by the header. Short rows lack their
 * last columns, surplus cells become a Problem beside the row. `names` are those of a table that has no header row.
 */
export async function* eachRow(
  input: Input,
  context: ReadContext,
  names?: string[],
): AsyncGenerator<Row | Problem> {
  const flaws: { line: number; flaw: Problem }[] = []
  const delimiter = await delimiterOf(input)
  let unclosed: { text: string; line: number } | undefined
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Spreadsheets fill a sheet up with rows of nothing but commas.
    skip_records_with_empty_values: true,
    info: true,
    raw: true,
    max_record_size: context.limits.maxElementBytes,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      const { lines: line } = parser.info
      // What a quote opens goes on to the end of the file: on the last line it can only have been meant to end there.
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED' && raw && !/[\r\n]/.test(raw.trim()))
        unclosed = { text: raw.trim(), line }
      else if (error?.code === 'CSV_MAX_RECORD_SIZE') parser.destroy(tooLarge(line))
      else flaws.push({ line, flaw: loss(`line ${line}`, `this row is left out: ${flawOf(error)}`) })
      return undefined
    },
  })
  const source = Readable.from(chunksOf(input), { objectMode: false })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let columns = names
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<Parsed>) {
      while (flaws[0] && flaws[0].line < info.lines) yield (flaws.shift() as (typeof flaws)[0]).flaw
      if (!columns) columns = record.map((name) => name.trim())
      else yield* rowOf(columns, record, raw, `line ${info.lines}`)
    }
  } finally {
    source.destroy()
  }
  if (!columns) throw emptyReport()
  for (const { flaw } of flaws) yield flaw
  if (unclosed) yield* lastRow(columns, unclosed.text, delimiter, `line ${unclosed.line}`)
}

/** Only where the quote opens in the last cell: what stands behind an earlier one would all be in that cell. */
function* lastRow(
  columns: string[],
  text: string,
  delimiter: string,
  where: string,
): Generator<Row | Problem> {
  const cells = cellsOf(`${text.replace(/"+$/, '')}"`, delimiter)
  if (cells?.length === columns.length) {
    yield* rowOf(columns, cells, text, where)
    yield problem(where, 'a quote is not closed in this row')
  } else yield loss(where, `this row is left out: ${NOT_CLOSED}`)
}

function cellsOf(text: string, delimiter: string): string[] | undefined {
  try {
    return (parseText(text, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][])[0]
  } catch {
    return undefined
  }
}

const NOT_CLOSED = 'a quote is not closed before the end of the file'

const flawOf = (error: CsvError | undefined): string =>
  error?.code === 'CSV_QUOTE_NOT_CLOSED' ? NOT_CLOSED : 'it is not CSV'

/** The library goes on collecting such a row byte by byte, so reading ends here. */
const tooLarge = (line: number): UnreadableReport =>
  new UnreadableReport(
    'too_large',
    `The row that ends near line ${line} is larger than the limit allows: a quote may not be closed.`,
  )

interface Parsed {
  record: string[]
  raw: string
  info: Info
}

function* rowOf(columns: string[], cells: string[], text: string, where: string): Generator<Row | Problem> {
  const row: Record<string, string> = Object.create(null)
  for (const [index, name] of columns.entries()) row[name] = cells[index] ?? ''
  yield { type: 'row', where, row, text: text.replace(/^[\r\n]+|[\r\n]+$/g, '') }
  // A delimiter at the end of each row is no cell.
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    yield problem(where, 'this row has more cells than the header row has columns')
}

const delimiterOf = async (input: Input): Promise<string> =>
  delimiterIn((await peek(input, HEAD)).toString('utf8'))

const HEAD = 64 * 1024

/** The delimiter that stands most often in the first line, outside quotes. */
export function delimiterIn(head: string): string {
  const line = (/^[^\r\n]*/.exec(head.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string
}
