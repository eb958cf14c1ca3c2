import type { Tx } from '../../platform/database.ts'
import { enqueue } from '../../platform/queue.ts'

export const COMBINE_TASK = 'combine_findings'

/**
 * Queues a search of the estate for combinations; one that waits already is enough. Without an estate there is nothing to search, and
 * nothing is queued.
 */
export async function queueCombining(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ any: boolean }>('select exists (select from estate_node) as any')
  if (rows[0]?.any)
    await enqueue(tx, COMBINE_TASK, {}, { queue: 'combinations', key: 'combine', priority: 10 })
}
