import { buffer } from 'node:stream/consumers'
import { to as copyTo } from 'pg-copy-streams'
import type { Tx } from '../../platform/database.ts'

const HEADER_BYTES = 19

/**
 * Runs a query through COPY in PostgreSQL's binary format and returns each row's fields as bytes, in memory
 * (https://www.postgresql.org/docs/current/sql-copy.html, File Formats): the driver itself reads text only.
 */
export async function copyBinary(tx: Tx, query: string): Promise<Buffer[][]> {
  const bytes = await buffer(tx.query(copyTo(`copy (${query}) to stdout (format binary)`)))
  const rows: Buffer[][] = []
  let at = HEADER_BYTES
  for (let fields = bytes.readInt16BE(at); fields !== -1; fields = bytes.readInt16BE(at)) {
    at += 2
    const row: Buffer[] = []
    for (let i = 0; i < fields; i++) {
      const length = Math.max(0, bytes.readInt32BE(at))
      row.push(bytes.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    rows.push(row)
  }
  return rows
}

/** The elements of a one-dimensional array of texts without nulls, as PostgreSQL sends it. */
export function* arrayTexts(bytes: Buffer): Generator<string> {
  let at = 20
  while (at < bytes.length) {
    const length = bytes.readInt32BE(at)
    yield bytes.toString('utf8', at + 4, at + 4 + length)
    at += 4 + length
  }
}
