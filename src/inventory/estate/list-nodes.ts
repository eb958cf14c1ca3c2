import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import type { DataClass, Exposure } from '../../model/application.ts'
import type { NodeKind } from '../../model/estate.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { type Conditions, conditions, containing, named } from '../conditions.ts'
import type { Page } from '../keyset-page.ts'

export interface Node {
  id: string
  kind: NodeKind
  name: string
  asset: { id: string; name: string }
  application: { id: string; name: string } | null
  place: string | null
  /** Who can reach it, by the links or by its own word; null = nothing shows it. */
  exposure: Exposure | null
  /** null = it is nothing that can be called, or nothing tells. */
  authenticated: boolean | null
  /** Classes of data that it holds or takes. */
  dataClasses: DataClass[]
  /** … and that it leads to. */
  leadsTo: DataClass[]
  attributes: Record<string, string>
  firstSeen: Date
}

export interface NodeFilter {
  q?: string
  kind?: NodeKind[]
  /** Ids or names. */
  asset?: string[]
  application?: string[]
  exposure?: (Exposure | 'unknown')[]
  authenticated?: boolean
  /** Held, taken or led to. */
  data?: DataClass[]
}

export interface NodeQuery extends NodeFilter {
  limit: number
  cursor?: string
}

/** One row a thing and asset, whichever of the asset's scopes saw it; aliases n, asset, application. */
export const NODE_FROM = `
  from estate_node n join asset on asset.id = n.asset_id left join application on application.id = asset.application_id`
/** The same to count with: what no filter asks for is not joined. */
export const countedFrom = ({ asset, application }: NodeFilter): string =>
  asset || application ? NODE_FROM : 'from estate_node n'
export const NODE_COLUMNS = `
  n.id, n.kind, case when n.kind = 'repository' and n.name = '' then asset.name else n.name end as name,
  jsonb_build_object('id', asset.id, 'name', asset.name) as asset,
  case when application.id is not null then jsonb_build_object('id', application.id, 'name', application.name) end as application,
  n.place, coalesce(n.reached_from, n.exposure) as exposure, n.authenticated, n.data_classes as "dataClasses",
  n.reaches_data as "leadsTo", n.attributes, n.first_seen as "firstSeen"`

/** What an actor may see and a query asks for, over the aliases of NODE_FROM. */
export async function nodeConditions(
  tx: Tx,
  actor: Actor,
  query: NodeFilter,
): Promise<Pick<Conditions, 'where' | 'parameters'>> {
  const { where, parameters, add } = conditions()
  where.push('n.shown')
  add(
    visibleParameter(await visibleAssetIds(tx, actor)) ?? undefined,
    (p) => `n.asset_id = any(${p}::uuid[])`,
  )
  add(query.kind, (p) => `n.kind = any(${p})`)
  add(
    query.q ? containing(query.q) : undefined,
    (p) => `n.name ilike ${p} or n.attributes->>'title' ilike ${p}`,
  )
  add(query.asset, named('asset'))
  add(query.application, named('application'))
  add(query.exposure, (p) => `coalesce(n.reached_from, n.exposure, 'unknown') = any(${p})`)
  add(query.authenticated, (p) => `n.authenticated = ${p}`)
  add(query.data, (p) => `n.data_classes && ${p}::text[] or n.reaches_data && ${p}::text[]`)
  return { where, parameters }
}

/** Things of the estate that an actor may see, by kind and name. */
export async function listNodes(tx: Tx, actor: Actor, query: NodeQuery): Promise<Page<Node>> {
  const { where, parameters } = await nodeConditions(tx, actor, query)
  const counted = await tx.query<{ total: number }>(
    `select count(*) as total ${countedFrom(query)} where ${where.join(' and ')}`,
    parameters,
  )
  const after = decodeCursor(query.cursor, 4)
  const at = parameters.length
  const beyond = after
    ? `and (n.kind, n.name, n.id, n.asset_id) > ($${at + 2}, $${at + 3}, $${at + 4}::uuid, $${at + 5}::uuid)`
    : ''
  const { rows } = await tx.query<Node & { key: string }>(
    `select ${NODE_COLUMNS}, n.name as key ${NODE_FROM} where ${where.join(' and ')} ${beyond}
     order by n.kind, n.name, n.id, n.asset_id limit $${at + 1}`,
    [...parameters, query.limit + 1, ...(after ?? [])],
  )
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(({ key: _, ...node }) => node),
    next:
      rows.length > query.limit && last ? encodeCursor([last.kind, last.key, last.id, last.asset.id]) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}
