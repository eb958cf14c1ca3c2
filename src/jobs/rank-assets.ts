import { lockAsset } from '../findings/lock-asset.ts'
import { type RiskCause, recountPosture } from '../findings/posture.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { notify } from '../platform/notify.ts'
import { settleFindings } from '../risk/settle-findings.ts'

// While one waits for the database, the other makes scores.
const LANES = 2

/**
 * Ranks all findings of assets of which something changed that scores stand on; one transaction an asset, so that a try that dies goes
 * on where it was. Returns how many rows were written.
 */
export async function rankAssets(
  pool: Pool,
  { assets, cause = 'context' }: { assets: readonly string[]; cause?: RiskCause },
): Promise<number> {
  const waiting = assets.values()
  let sum = 0
  const lane = async (): Promise<void> => {
    for (const asset of waiting) {
      const written = await rankAsset(pool, asset, cause)
      sum += written
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const one of lanes) if (one.status === 'rejected') throw one.reason
  return sum
}

const rankAsset = (pool: Pool, asset: string, cause: RiskCause): Promise<number> =>
  transaction(pool, async (tx) => {
    await lockAsset(tx, asset)
    const written = await settleFindings(tx, asset, cause === 'model' ? 'reweighed' : 'all')
    if (!written) return 0
    await recountPosture(tx, asset, new Date(), undefined, cause)
    await notify(tx, { topic: 'finding', asset })
    return written
  })
