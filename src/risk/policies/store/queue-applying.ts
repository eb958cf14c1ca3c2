import type { Pool, Tx } from '../../../platform/database.ts'
import { enqueue } from '../../../platform/queue.ts'

/** The job that applies the policies in force to all findings of some assets; its payload is `{assets}`. */
export const POLICIES_TASK = 'apply_policies'
const ASSETS_A_JOB = 50

/** Queues the applying to some assets, or to all. What waits already for the same assets is enough. */
export async function queueApplying(tx: Tx, assets: readonly string[] | 'all'): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from asset where $1::uuid[] is null or id = any($1) order by id',
    [assets === 'all' ? null : assets],
  )
  for (let start = 0; start < rows.length; start += ASSETS_A_JOB) {
    const part = rows.slice(start, start + ASSETS_A_JOB).map(({ id }) => id)
    const key = `policies:${part[0]}:${part.length}`
    await enqueue(tx, POLICIES_TASK, { assets: part }, { key })
  }
}

/** Jobs that have yet to apply policies. */
export async function waitingToApply(db: Pool | Tx): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) from graphile_worker.jobs where task_identifier = $1 and attempts < max_attempts',
    [POLICIES_TASK],
  )
  return rows[0]?.count ?? 0
}
