import { lockAsset } from '../findings/lock-asset.ts'
import { recountPosture } from '../findings/posture.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { notify } from '../platform/notify.ts'
import { waitingToApply } from '../risk/policies/store/queue-applying.ts'
import { settleFindings } from '../risk/settle-findings.ts'

/** Applies the policies in force to all findings of assets; one transaction an asset, so that a try that dies goes on where it was. */
export async function applyPoliciesTo(pool: Pool, { assets }: { assets: string[] }): Promise<void> {
  const { applyPolicies } = await import('../risk/policies/apply-policies.ts')
  for (const asset of assets)
    await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      if (!(await applyPolicies(tx, asset, 'all'))) return
      await settleFindings(tx, asset, 'unranked')
      await recountPosture(tx, asset, new Date(), undefined, 'policy')
      await notify(tx, { topic: 'finding', asset })
    })
  // This job still counts as one that waits.
  const waiting = Math.max(0, (await waitingToApply(pool)) - 1)
  await transaction(pool, (tx) => notify(tx, { topic: 'policy', waiting }))
}
