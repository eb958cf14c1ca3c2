import { type Pool, transaction } from '../platform/database.ts'
import { modelInForce } from '../risk/models/model-in-force.ts'
import { addProgress } from '../risk/models/ranking-progress.ts'
import { rankAssets } from './rank-assets.ts'

/** Ranks a part of all assets by a version of the weights; by none that another has replaced since, which has jobs of its own. */
export async function rerank(
  pool: Pool,
  { version, assets }: { version: number; assets: string[] },
): Promise<void> {
  if ((await modelInForce(pool)).version !== version) return
  const written = await rankAssets(pool, { assets, change: 'weights' })
  await transaction(pool, (tx) => addProgress(tx, { version, assets: assets.length, written }))
}
