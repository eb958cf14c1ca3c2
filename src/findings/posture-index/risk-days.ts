import { KINDS } from '../../model/kind.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { copyBinary } from './copy-binary.ts'
import type { Days } from './read-days.ts'

/** What each day changed in one asset's open risk, column by column, in no order; see the table `risk_day`. */
export interface RiskDays {
  /** Days since 1970-01-01, UTC. */
  days: Int32Array
  /** Places in KINDS. */
  kinds: Int32Array
  /** Ranks of severity. */
  severities: Int32Array
  /** Places in {@link RISK_CAUSES}. */
  causes: Int32Array
  /** Tenths of points. */
  deltas: Float64Array
}

export const RISK_CAUSES = ['start', 'report', 'triage', 'advisory', 'context', 'policy', 'model'] as const

const known = new WeakMap<Days, RiskDays>()
const NONE: RiskDays = {
  days: new Int32Array(0),
  kinds: new Int32Array(0),
  severities: new Int32Array(0),
  causes: new Int32Array(0),
  deltas: new Float64Array(0),
}
const loading = new WeakMap<Pool, Promise<void>>()
const BATCH = 200

/** Reads what is not read yet of some assets; their days of counts are new whenever anything of them changed. */
export async function loadRiskDays(pool: Pool, days: ReadonlyMap<string, Days>): Promise<void> {
  await loading.get(pool)
  const missing = [...days].filter(([, one]) => !known.has(one))
  if (missing.length === 0) return
  const work = readAll(pool, missing)
  loading.set(
    pool,
    work.catch(() => {}),
  )
  await work
}

export const riskDaysOf = (days: Days): RiskDays => known.get(days) ?? NONE

async function readAll(pool: Pool, assets: [string, Days][]): Promise<void> {
  for (let i = 0; i < assets.length; i += BATCH) {
    const batch = assets.slice(i, i + BATCH)
    const rows = await transaction(pool, (tx) => copyBinary(tx, read(batch.map(([id]) => id))))
    const byAsset = new Map(rows.map(([asset, ...columns]) => [String(asset), columns]))
    for (const [id, days] of batch) known.set(days, riskDays(byAsset.get(id)))
  }
}

const list = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ')
const column = (number: string): string => `string_agg(int4send((${number})::int4), '')`

// The ids come from the database itself.
const read = (assets: string[]): string => `
  select asset_id::text, ${column("day - date '1970-01-01'")}, ${column(`array_position(array[${list(KINDS)}], kind) - 1`)},
         ${column('severity')}, ${column(`array_position(array[${list(RISK_CAUSES)}], cause) - 1`)}, string_agg(float8send(delta::float8), '')
  from risk_day where asset_id in (${list(assets)}) group by asset_id`

function riskDays(columns: Buffer[] | undefined): RiskDays {
  if (!columns) return NONE
  const [days, kinds, severities, causes, deltas] = columns as [Buffer, Buffer, Buffer, Buffer, Buffer]
  return {
    days: integers(days),
    kinds: integers(kinds),
    severities: integers(severities),
    causes: integers(causes),
    deltas: Float64Array.from({ length: deltas.length / 8 }, (_, i) => deltas.readDoubleBE(i * 8)),
  }
}

const integers = (bytes: Buffer): Int32Array =>
  Int32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32BE(i * 4))
