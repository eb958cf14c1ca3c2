import type { Actor } from '../../access/actor.ts'
import { type VisibleAssets, visibleAssetIds } from '../../access/visible-assets.ts'
import { teamAssignee } from '../../model/assignee.ts'
import type { Pool } from '../../platform/database.ts'

/** Who reads, and what they may see. */
export interface Reader {
  /** Assignees that are them: their own id and their teams, see model/assignee.ts. */
  mine: readonly string[]
  visible: VisibleAssets
}

export async function readerOf(pool: Pool, actor: Actor): Promise<Reader> {
  // At most one statement: without a transaction around it, every list saves two trips to the database.
  const connection = await pool.connect()
  try {
    return { mine: mineOf(actor), visible: await visibleAssetIds(connection, actor) }
  } finally {
    connection.release()
  }
}

/** A token stands for who made it. */
const mineOf = ({ id, personId = id, teams }: Actor): string[] => [personId, ...teams.map(teamAssignee)]
