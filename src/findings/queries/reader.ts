import type { Actor } from '../../access/actor.ts'
import { type VisibleAssets, visibleAssetIds } from '../../access/visible-assets.ts'
import type { Pool } from '../../platform/database.ts'

/** Who reads, and what they may see. */
export interface Reader {
  actorId: string
  visible: VisibleAssets
}

export async function readerOf(pool: Pool, actor: Actor): Promise<Reader> {
  // At most one statement: without a transaction around it, every list saves two trips to the database.
  const connection = await pool.connect()
  try {
    return { actorId: actor.id, visible: await visibleAssetIds(connection, actor) }
  } finally {
    connection.release()
  }
}
