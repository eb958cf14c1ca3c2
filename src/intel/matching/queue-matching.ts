import type { Tx } from '../../platform/database.ts'
import { enqueue } from '../../platform/queue.ts'
import { type AssetBranch, allUsers } from './users-of.ts'

/** The job that holds what an asset uses on a branch against what is known; its payload is an `AssetBranch`. */
export const MATCH_TASK = 'match_components'

/** Queues the matching of what an asset uses on a branch; one that waits already is enough. */
export async function queueMatching(tx: Tx, { asset, branch }: AssetBranch): Promise<void> {
  await enqueue(
    tx,
    MATCH_TASK,
    { asset, branch },
    { queue: `asset:${asset}`, key: `match:${asset}:${branch}` },
  )
}

/** Queues it for every branch of every asset that has packages. */
export async function queueAllMatching(tx: Tx): Promise<void> {
  for (const one of await allUsers(tx)) await queueMatching(tx, one)
}
