import type { Actor } from '../../access/actor.ts'
import { type VisibleAssets, visibleAssetIds } from '../../access/visible-assets.ts'
import { type Pool, transaction } from '../../platform/database.ts'

/** Who reads, and what they may see. */
export interface Reader {
  actorId: string
  visible: VisibleAssets
}

export const readerOf = async (pool: Pool, actor: Actor): Promise<Reader> => ({
  actorId: actor.id,
  visible: await transaction(pool, (tx) => visibleAssetIds(tx, actor)),
})
