import type { Blobs } from '../platform/blobs.ts'
import type { Pool } from '../platform/database.ts'
import { tidyQueue } from '../platform/queue.ts'

/** Housekeeping: what interrupted uploads left, and queues of assets that have no job. */
export async function nightly({ pool, blobs }: { pool: Pool; blobs: Blobs }): Promise<void> {
  await blobs.sweep()
  await tidyQueue(pool)
}
