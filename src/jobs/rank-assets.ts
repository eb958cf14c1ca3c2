import { lockAsset } from '../findings/lock-asset.ts'
import { recountPosture } from '../findings/posture.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { notify } from '../platform/notify.ts'
import { rankFindings } from '../risk/rank.ts'

/** Ranks all findings of assets whose context changed; one transaction an asset, so that a try that dies goes on where it was. */
export async function rankAssets(pool: Pool, { assets }: { assets: string[] }): Promise<void> {
  for (const asset of assets)
    await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const written = await rankFindings(tx, asset, 'all')
      if (!written) return
      await recountPosture(tx, asset, new Date())
      await notify(tx, { topic: 'finding', asset })
    })
}
