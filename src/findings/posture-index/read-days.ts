import type { Tx } from '../../platform/database.ts'
import { copyBinary } from './copy-binary.ts'

/** What each day changed in one asset, column by column, in no order. */
export interface Days {
  /** Days since 1970-01-01, UTC. */
  days: Int32Array
  /** Ranks of severity. */
  severities: Uint8Array
  /** Change of the number of open findings, whatever caused it. */
  openDeltas: Int32Array
  /** Found for the first time, or again after they were fixed. */
  opened: Int32Array
  fixed: Int32Array
}

/** Reads the days of some assets; those without any are left out. */
export async function readDays(tx: Tx, assets: readonly string[]): Promise<Map<string, Days>> {
  if (assets.length === 0) return new Map()
  const column = (number: string): string => `string_agg(int4send(${number}), '')`
  const rows = await copyBinary(
    tx,
    `select asset_id::text, ${["day - date '1970-01-01'", 'severity', 'open_delta', 'opened + reopened', 'fixed'].map(column).join(', ')}
     from posture_day where asset_id in (${assets.map((id) => `'${id}'`)}) group by asset_id`,
  )
  return new Map(rows.map(([asset, ...columns]) => [String(asset), daysOf(columns.map(numbers))]))
}

function daysOf(columns: Int32Array[]): Days {
  const [days, severities, openDeltas, opened, fixed] = columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  return { days, severities: Uint8Array.from(severities), openDeltas, opened, fixed }
}

const numbers = (bytes: Buffer): Int32Array =>
  Int32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32BE(i * 4))
