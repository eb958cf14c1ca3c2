import { type Pool, type Tx, transaction } from '../../platform/database.ts'

const TABLES = ['finding', 'observation', 'component_use']

/** Below this, whatever plan is quick enough. */
const MANY = 5_000
/** What the planner may expect of an asset that has many rows, at the least, before it is told. */
const EXPECTED = 1_000

/**
 * Tells the planner of an asset that has become large. Of one that is new to its statistics it expects a single row, and joins the
 * asset's findings with its observations by reading one for each of the other: the next report, or a person's click, would take
 * minutes. PostgreSQL looks by itself a minute later, and where other assets have ten times as much, not at all. Call it after the
 * commit, outside of any transaction: it waits for a vacuum that is under way.
 */
export async function keepStatistics(pool: Pool, asset: string): Promise<void> {
  await Promise.all(
    TABLES.map(async (table) => {
      if (await transaction(pool, (tx) => isUnderrated(tx, table, asset)))
        await pool.query(`analyze ${table}`)
    }),
  )
}

async function isUnderrated(tx: Tx, table: string, asset: string): Promise<boolean> {
  if ((await expectedRows(tx, table, asset)) >= EXPECTED) return false
  const { rowCount } = await tx.query(`select from ${table} where asset_id = $1 offset $2 limit 1`, [
    asset,
    MANY,
  ])
  return rowCount === 1
}

/** How many rows of an asset the planner reckons with. */
export async function expectedRows(tx: Tx, table: string, asset: string): Promise<number> {
  const { rows } = await tx.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `explain (format json) select from ${table} where asset_id = $1`,
    [asset],
  )
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}
