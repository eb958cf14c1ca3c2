import type { Actor } from '../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../access/visible-assets.ts'
import { REACHES, type ReachEvidence } from '../model/reachability.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { getComponent } from './components.ts'
import { dependencyChains } from './dependency-chains.ts'
import type { Page } from './keyset-page.ts'

export interface ComponentUse {
  asset: { id: string; name: string }
  application: { id: string; name: string } | null
  /** null = the report does not tell. */
  direct: boolean | null
  scope: string | null
  /** Manifest, lockfile or layer that brings it in. */
  path: string | null
  tool: string
  /** Licences in the report's own words, where they are not SPDX's. */
  licensesSaid: string[]
  /** How near it is to what runs, as this report tells; null where it does not. */
  reach: ReachEvidence | null
  /** Names from the root to this component; empty when the report holds no graph. */
  chain: string[]
}

interface Row extends Omit<ComponentUse, 'chain'> {
  scopeId: string
  key: string
}

const REACH_WORDS = `array['${REACHES.join("', '")}']`

const FROM = `
  from component_use u join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
  join asset on asset.id = u.asset_id and asset.default_branch = s.branch
  left join application on application.id = asset.application_id
  where u.component_id = $1 and ($2::uuid[] is null or u.asset_id = any($2))`

/** Who uses a component on their default branch and how it comes in, by the asset's name. Throws 404 as getComponent. */
export async function listComponentUses(
  tx: Tx,
  actor: Actor,
  component: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<ComponentUse>> {
  await getComponent(tx, actor, component)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const after = decodeCursor(cursor, 3) ?? [null, null, null]
  const { rows } = await tx.query<Row>(
    `select jsonb_build_object('id', asset.id, 'name', asset.name) as asset,
       case when application.id is not null
         then jsonb_build_object('id', application.id, 'name', application.name) end as application,
       u.direct, u.scope, u.path, s.tool, u.licenses_said as "licensesSaid",
       case when u.reach is not null then (u.reach_detail - 'uses') || jsonb_build_object('level', (${REACH_WORDS})[u.reach + 1]) end as reach,
       s.id as "scopeId", lower(asset.name) as key
     ${FROM} and ($3::text is null or (lower(asset.name), asset.id, s.id) > ($3, $4::uuid, $5::uuid))
     order by lower(asset.name), asset.id, s.id limit $6`,
    [component, visible, ...after, limit + 1],
  )
  const count = await tx.query<{ total: number }>(`select count(*) as total ${FROM}`, [component, visible])
  const page = rows.slice(0, limit)
  const chains = await dependencyChains(
    tx,
    page.map((row) => ({ asset: row.asset.id, scope: row.scopeId, component })),
  )
  const last = page.at(-1)
  return {
    items: page.map(({ scopeId: _, key: __, ...use }, n) => ({ ...use, chain: chains[n] ?? [] })),
    next: rows.length > limit && last ? encodeCursor([last.key, last.asset.id, last.scopeId]) : null,
    total: count.rows[0]?.total ?? 0,
  }
}
