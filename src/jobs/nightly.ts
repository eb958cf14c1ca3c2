import type { Blobs } from '../platform/blobs.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { tidyQueue } from '../platform/queue.ts'
import { queueCombining } from '../risk/combinations/queue-combining.ts'
import { rankByToday } from '../risk/models/rank-by-today.ts'

/**
 * Housekeeping: what interrupted uploads left, queues of assets that have no job, scores that the age of vulnerabilities makes other ones,
 * and policies that look at the age of findings.
 */
export async function nightly({ pool, blobs }: { pool: Pool; blobs: Blobs }): Promise<void> {
  await blobs.sweep()
  await tidyQueue(pool)
  await rankByToday(pool)
  const { applyAgeing } = await import('../risk/policies/store/apply-ageing.ts')
  await applyAgeing(pool)
  await transaction(pool, queueCombining)
}
