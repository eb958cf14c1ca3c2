import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Actor } from './actor.ts'
import { RIGHTS } from './permissions.ts'

export type VisibleAssets = string[] | 'all'

/**
 * Ids of the assets that an actor may see: `all`, or those of the applications that their teams own (possibly none).
 * For a statement: `where ($1::uuid[] is null or asset_id = any($1))` with `visibleParameter(visible)`, or leave the
 * condition out for `all`.
 */
export async function visibleAssetIds(tx: Tx, actor: Actor): Promise<VisibleAssets> {
  if (RIGHTS[actor.role].sees === 'all') return 'all'
  const { rows } = await tx.query<{ id: string }>(
    `select asset.id from asset join application on application.id = asset.application_id
     where application.team_id = any($1::uuid[])`,
    [actor.teams],
  )
  return rows.map((row) => row.id)
}

/** null for everything, else the ids. */
export const visibleParameter = (visible: VisibleAssets): string[] | null =>
  visible === 'all' ? null : visible

export const isVisible = (visible: VisibleAssets, assetId: string): boolean =>
  visible === 'all' || visible.includes(assetId)

/** Throws 404 for an asset that does not exist or that the actor may not see: both look the same from outside. */
export async function requireVisibleAsset(tx: Tx, actor: Actor, assetId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `select 1 from asset left join application on application.id = asset.application_id
     where asset.id = $1 and ($2 or application.team_id = any($3::uuid[]))`,
    [assetId, RIGHTS[actor.role].sees === 'all', actor.teams],
  )
  if (!rowCount) throw notFound('asset', assetId)
}
