import type { Actor } from '../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../access/visible-assets.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Severity } from '../model/severity.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { conditions, containing, named } from './conditions.ts'
import { type Context, contextColumns } from './context.ts'
import { keysetPage, type Page } from './keyset-page.ts'
import { POSTURE_COLUMNS } from './posture-columns.ts'

export interface Asset extends Context {
  id: string
  kind: AssetKind
  name: string
  url: string | null
  application: { id: string; name: string } | null
  defaultBranch: string
  /** The context in force: the asset's own, else its application's, else what discovery found. */
  effective: Context
  /** How many other assets a break-in here leads to; null = not worked out. */
  blastRadius: number | null
  /** Open findings by severity. */
  open: Record<Severity, number>
  /** 0–100. */
  topScore: number
  components: number
  lastReportAt: Date | null
  tools: string[]
}

const COUNTS = `from posture_count c where c.asset_id = a.id and state = 'open'`
const effective = (column: string): string => `coalesce(a.${column}, application.${column})`
const found = (column: string): string => `coalesce(a.${column}, application.${column}, a.found_${column})`

const SELECT = `
  select a.id, a.kind, a.name, a.url, a.default_branch as "defaultBranch", ${contextColumns('a')},
    case when application.id is not null
      then jsonb_build_object('id', application.id, 'name', application.name) end as application,
    jsonb_build_object('criticality', ${effective('criticality')}, 'exposure', ${found('exposure')},
      'environment', ${effective('environment')}, 'dataClasses', ${found('data_classes')},
      'controls', ${effective('controls')}, 'compliance', ${effective('compliance')}) as effective, a.blast_radius as "blastRadius",
    posture.open, posture."topScore",
    (select count(*) from (select distinct component_id from component_use u where u.asset_id = a.id) d) as components,
    (select max(uploaded_at) from report r where r.asset_id = a.id) as "lastReportAt",
    array(select distinct tool from scope s where s.asset_id = a.id order by tool) as tools
  from asset a left join application on application.id = a.application_id
  cross join lateral (select ${POSTURE_COLUMNS} ${COUNTS}) posture`

// Of all assets at once: tens of thousands of them are looked at before a page is chosen.
const SUMS = `left join (
    select asset_id, sum(findings) as open, max(top_score) as top_score from posture_count where state = 'open' group by 1
  ) sums on sums.asset_id = a.id`
const LAST_REPORTS = `left join (
    select asset_id, max(uploaded_at) as at from report group by 1
  ) last_report on last_report.asset_id = a.id`

const SORTS = {
  name: { key: 'lower(a.name)', type: 'text' },
  kind: { key: 'a.kind', type: 'text' },
  open: { key: 'coalesce(sums.open, 0)::numeric', type: 'numeric', join: SUMS },
  topScore: { key: 'coalesce(sums.top_score, 0)::numeric', type: 'numeric', join: SUMS },
  lastReport: {
    key: 'coalesce(extract(epoch from last_report.at), 0)',
    type: 'numeric',
    join: LAST_REPORTS,
  },
} as const

export interface AssetQuery {
  limit: number
  cursor?: string
  q?: string
  kind?: AssetKind[]
  /** Ids, names, or `none`. */
  application?: string[]
  sort: keyof typeof SORTS
  order?: 'asc' | 'desc'
}

/** Assets that an actor may see. */
export async function listAssets(tx: Tx, actor: Actor, query: AssetQuery): Promise<Page<Asset>> {
  const visible = await visibleAssetIds(tx, actor)
  const { where, parameters, add } = conditions()
  add(visibleParameter(visible) ?? undefined, (p) => `a.id = any(${p}::uuid[])`)
  add(query.q ? containing(query.q) : undefined, (p) => `a.name ilike ${p}`)
  add(query.kind, (p) => `a.kind = any(${p})`)
  add(query.application, named('application'))
  const { items: ids, ...page } = await keysetPage(tx, {
    from: 'asset a left join application on application.id = a.application_id',
    where,
    parameters,
    sort: SORTS[query.sort],
    order: query.order ?? (query.sort === 'name' || query.sort === 'kind' ? 'asc' : 'desc'),
    limit: query.limit,
    cursor: query.cursor,
  })
  const { rows } = await tx.query<Asset>(
    `${SELECT} join unnest($1::uuid[]) with ordinality as page (id, place) on page.id = a.id order by place`,
    [ids],
  )
  return { ...page, items: rows }
}

/** Throws 404 for one that does not exist. Whether the actor may see it is asked before: requireVisibleAsset. */
export async function getAsset(tx: Tx, id: string): Promise<Asset> {
  const { rows } = await tx.query<Asset>(`${SELECT} where a.id = $1`, [id])
  if (!rows[0]) throw notFound('asset', id)
  return rows[0]
}
