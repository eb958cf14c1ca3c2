import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { componentName } from '../../inventory/component-name.ts'
import { dependencyChains } from '../../inventory/dependency-chains.ts'
import type { Page } from '../../inventory/keyset-page.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { readWantedRange } from '../versions/wanted-range.ts'
import { canonicalOf } from './advisory-detail.ts'
import { affectedComponents } from './affected-components.ts'
import { namedComponents } from './named-components.ts'

export interface WhereQuery {
  /** A name (`lodash`, `@babel/core`, `org.apache.logging.log4j:log4j-core`), `npm:lodash`, or a package URL. */
  package?: string
  /** With `package`: versions such as `<2.17.1` or `>=2.0 <2.17.1`, by the rules of the package's ecosystem. */
  versions?: string
  /** What an advisory says is affected, under any of its ids. */
  advisory?: string
  /** An SPDX id or expression, as the component has it. */
  license?: string
  limit: number
  cursor?: string
}

interface Named {
  id: string
  name: string
}

export interface PackageUse {
  component: Named & { version: string; purl: string | null }
  asset: Named
  application: Named | null
  /** Who owns the application. */
  team: Named | null
  direct: boolean | null
  scope: string | null
  path: string | null
  tool: string
  /** Names from the root to the component; empty when the report holds no graph. */
  chain: string[]
}

interface Found extends Omit<PackageUse, 'chain'> {
  scopeId: string
  key: string
}

/** Who uses what was asked for, on default branches, by the asset's name; each with how it comes in and who owns it. */
export async function whereUsed(tx: Tx, actor: Actor, query: WhereQuery): Promise<Page<PackageUse>> {
  const wanted = await wantedComponents(tx, query)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const after = decodeCursor(query.cursor, 4) ?? [null, null, null, null]
  const licensed = query.license === undefined ? null : [query.license]
  const { rows } = await tx.query<{ total: number; uses: Found[] }>(USES, [
    visible,
    wanted ?? null,
    licensed,
    ...after,
    query.limit + 1,
  ])
  const { total, uses } = rows[0] ?? { total: 0, uses: [] }
  const page = uses.slice(0, query.limit)
  const chains = await dependencyChains(
    tx,
    page.map((row) => ({ asset: row.asset.id, scope: row.scopeId, component: row.component.id })),
  )
  const last = page.at(-1)
  return {
    items: page.map(({ scopeId: _, key: __, ...use }, n) => ({ ...use, chain: chains[n] ?? [] })),
    next:
      uses.length > query.limit && last
        ? encodeCursor([last.key, last.asset.id, last.scopeId, last.component.id])
        : null,
    total,
  }
}

/** Ids of components; undefined for any (only the licence narrows). Throws 400 when nothing was asked for. */
async function wantedComponents(tx: Tx, query: WhereQuery): Promise<string[] | undefined> {
  if (query.advisory !== undefined) return affectedComponents(tx, await canonicalOf(tx, query.advisory))
  if (query.package !== undefined) {
    const range = query.versions === undefined ? undefined : readWantedRange(query.versions)
    if (query.versions !== undefined && !range)
      throw new AppError(
        'bad_versions',
        400,
        `"${query.versions}" is no range of versions. Write <2.17.1, ">=2.0 <2.17.1" or 1.2.3.`,
      )
    return namedComponents(tx, query.package, range)
  }
  if (query.license !== undefined) return undefined
  throw new AppError('nothing_asked', 400, 'Say what to look for: package, advisory or license.')
}

/** Where it is used, all of it from indexes; a page of it, by the asset's name, with what the rows say. */
const USES = `
  with used as materialized (
    select u.asset_id, u.scope_id, u.component_id, lower(asset.name) as key
    from component_use u
    join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
    join asset on asset.id = u.asset_id and asset.default_branch = s.branch
    where ($1::uuid[] is null or u.asset_id = any($1)) and ($2::uuid[] is null or u.component_id = any($2)) and not u.root
      and ($3::text[] is null or u.component_id in (select id from component where licenses && $3))
  ), page as (
    select * from used where $4::text is null or (key, asset_id, scope_id, component_id) > ($4, $5::uuid, $6::uuid, $7::uuid)
    order by key, asset_id, scope_id, component_id limit $8
  ), shown as (
    select page.key, page.scope_id as "scopeId",
      jsonb_build_object('id', c.id, 'name', ${componentName('c')}, 'version', c.version, 'purl', c.purl) as component,
      jsonb_build_object('id', asset.id, 'name', asset.name) as asset,
      case when application.id is not null
        then jsonb_build_object('id', application.id, 'name', application.name) end as application,
      case when team.id is not null then jsonb_build_object('id', team.id, 'name', team.name) end as team,
      u.direct, u.scope, u.path, s.tool
    from page
    join component_use u on u.asset_id = page.asset_id and u.scope_id = page.scope_id and u.component_id = page.component_id
    join scope s on s.asset_id = page.asset_id and s.id = page.scope_id
    join component c on c.id = page.component_id
    join asset on asset.id = page.asset_id
    left join application on application.id = asset.application_id
    left join team on team.id = application.team_id
    order by page.key, page.asset_id, page.scope_id, page.component_id
  )
  select (select count(*) from used) as total, coalesce((select jsonb_agg(to_jsonb(shown)) from shown), '[]') as uses`
