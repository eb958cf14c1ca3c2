import type { Tx } from '../../platform/database.ts'

/** Below this, loops over an index are the better plan. */
const MANY = 500

/**
 * Staging and what is derived from it have no statistics: with many rows the planner must be kept from looping over them row
 * by row, with few from reading a whole asset. Holds until the transaction ends or the next call.
 */
export async function preferHashJoins(tx: Tx, rows: number): Promise<void> {
  await tx.query(`set local enable_nestloop = ${rows > MANY ? 'off' : 'on'}`)
}
