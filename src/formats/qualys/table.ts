import type { Input, Problem, ReadContext } from '../contract.ts'
import { chunksOf } from '../syntax/chunks.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { peek } from '../unpack/upload.ts'

/** Of a scan report, and of VMDR's list of detections, in which a CVE may stand before each. */
const HEADERS = [
  ['IP', 'QID', 'Title', 'Severity', 'Type'],
  ['QID', 'Title', 'Severity', 'Type Detected', 'Asset Name', 'Asset IPV4'],
]

export const isHeader = (columns: string[]): boolean =>
  HEADERS.some((header) => header.every((column) => columns.includes(column)))

/** The table's header row: reports may begin with lines about the report, of other columns. */
export const TABLE =
  /^"?(?:IP"?,[^\n]*"?QID"?,"?Title"?,|(?:CVE"?,[^\n]*"?)?QID"?,"?Title"?,[^\n]*"?Asset Name"?,)/m

const HEAD = 64 * 1024

/** The rows of the table in a report, without the lines above it. */
export async function* rowsOfTable(input: Input, context: ReadContext): AsyncGenerator<Row | Problem> {
  const head = (await peek(input, HEAD)).toString('utf8')
  const at = TABLE.exec(head)?.index ?? 0
  const above = head.slice(0, at)
  const lines = above.split('\n').length - 1
  const table = lines > 0 ? withoutStart(input, Buffer.byteLength(above)) : input
  for await (const row of eachRow(table, context))
    yield { ...row, where: row.where.replace(/\d+/, (line) => String(Number(line) + lines)) }
}

const withoutStart = (input: Input, bytes: number): Input => ({
  async *open() {
    let left = bytes
    for await (const chunk of chunksOf(input)) {
      const skipped = Math.min(left, chunk.length)
      left -= skipped
      if (skipped < chunk.length) yield chunk.subarray(skipped)
    }
  },
})
