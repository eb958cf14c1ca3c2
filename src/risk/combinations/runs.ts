import type { Tx } from '../../platform/database.ts'

export interface CombinationRun {
  at: Date
  /** How long the search took, without writing what came of it. */
  ms: number
  /** Things of the estate that were looked at. */
  things: number
}

/** When the estate was searched last. */
export async function lastRun(tx: Tx): Promise<CombinationRun | undefined> {
  const { rows } = await tx.query<CombinationRun>('select at, ms, things from combination_run')
  return rows[0]
}

export async function recordRun(tx: Tx, { at, ms, things }: CombinationRun): Promise<void> {
  await tx.query(
    `insert into combination_run (at, ms, things) values ($1, $2, $3)
     on conflict (id) do update set at = excluded.at, ms = excluded.ms, things = excluded.things`,
    [at, ms, things],
  )
}
