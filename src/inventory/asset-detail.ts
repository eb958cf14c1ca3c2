import type { Actor } from '../access/actor.ts'
import { requireVisibleAsset, visibleAssetIds, visibleParameter } from '../access/visible-assets.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Tx } from '../platform/database.ts'
import { type Asset, getAsset } from './assets.ts'

export interface AssetLink {
  /** `contains`, `builds`, `deploys`, … */
  kind: string
  /** `to`: from this asset to the other. */
  direction: 'to' | 'from'
  asset: { id: string; name: string; kind: AssetKind }
  /** Who says so: a tool, or a person. */
  source: string
}

export interface AssetScope {
  id: string
  tool: string
  branch: string
  name: string
  lastSeen: Date
  /** null = no report said so: our own matching did. */
  lastReportId: string | null
}

export interface AssetDetail extends Asset {
  links: AssetLink[]
  scopes: AssetScope[]
}

/** An asset with its neighbours that the actor may see, and what tools look at. Throws 404. */
export async function getAssetDetail(tx: Tx, actor: Actor, id: string): Promise<AssetDetail> {
  await requireVisibleAsset(tx, actor, id)
  const asset = await getAsset(tx, id)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows: links } = await tx.query<AssetLink>(
    `select l.kind, direction, jsonb_build_object('id', other.id, 'name', other.name, 'kind', other.kind) as asset, source
     from (select kind, 'to' as direction, to_id as other_id, source from asset_link where from_id = $1
           union all select kind, 'from', from_id, source from asset_link where to_id = $1) l
     join asset other on other.id = l.other_id
     where $2::uuid[] is null or other.id = any($2)
     order by direction desc, l.kind, lower(other.name), other.id limit 500`,
    [id, visible],
  )
  const { rows: scopes } = await tx.query<AssetScope>(
    `select s.id, s.tool, s.branch, s.name, s.last_seen as "lastSeen", r.id as "lastReportId"
     from scope s left join report r on r.asset_id = $1 and r.id = s.last_report_id
     where s.asset_id = $1 and s.last_seen is not null order by s.last_seen desc, s.id limit 500`,
    [id],
  )
  return { ...asset, links, scopes }
}
