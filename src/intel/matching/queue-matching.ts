import type { Tx } from '../../platform/database.ts'
import { enqueue, enqueueAll } from '../../platform/queue.ts'
import type { AssetBranch } from './users-of.ts'

/** The job that holds what an asset uses on a branch against what is known; its payload is an `AssetBranch`. */
export const MATCH_TASK = 'match_components'

/** The job that finds out what is to be matched anew, of everything that is in use. */
export const MATCH_ALL_TASK = 'match_all'

/** Queues the matching of what is used on some branches; one that waits already is enough. */
export async function queueMatching(tx: Tx, branches: readonly AssetBranch[]): Promise<void> {
  await enqueueAll(
    tx,
    MATCH_TASK,
    branches.map(({ asset, branch }) => ({
      payload: { asset, branch },
      queue: `asset:${asset}`,
      key: `match:${asset}:${branch}`,
    })),
  )
}

/** Queues it for every branch of which something else is known than when it was last matched. */
export const queueAllMatching = (tx: Tx): Promise<void> =>
  enqueue(tx, MATCH_ALL_TASK, {}, { key: MATCH_ALL_TASK })
