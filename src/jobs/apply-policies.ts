import { type Pool, transaction } from '../platform/database.ts'
import { notify } from '../platform/notify.ts'
import { waitingToApply } from '../risk/policies/store/queue-applying.ts'
import { rankAssets } from './rank-assets.ts'

/** Applies the policies in force to all findings of assets, with what follows for scores, exceptions and due dates. */
export async function applyPoliciesTo(pool: Pool, { assets }: { assets: string[] }): Promise<void> {
  await rankAssets(pool, { assets, change: 'policies' })
  // This job still counts as one that waits.
  const waiting = Math.max(0, (await waitingToApply(pool)) - 1)
  await transaction(pool, (tx) => notify(tx, { topic: 'policy', waiting }))
}
