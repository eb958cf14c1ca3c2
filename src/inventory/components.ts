import type { Actor } from '../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../access/visible-assets.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { componentSpellings } from './component-name.ts'
import { addComponentSearch } from './component-search.ts'
import { IN_USE, USERS, WAITING_USERS } from './component-users.ts'
import { conditions } from './conditions.ts'
import { keysetPage, type Page } from './keyset-page.ts'

export interface Component {
  id: string
  purl: string | null
  ecosystem: string
  namespace: string
  name: string
  version: string
  licenses: string[]
  /** How many assets use this version on their default branch. */
  assets: number
  /** Open findings on this version over all those assets. */
  openFindings: number
  /** Names under which advisories speak of it: `npm:lodash`. */
  packages: string[]
}

/**
 * Uses on default branches by assets that may be seen; `$1` = their ids, null for all. Read in the order of the index, by component and
 * asset: few scopes are those of other branches. What an SBOM is about, its root, is nothing that is used.
 */
const ALL_USES = `
  component_use u where not u.root and ($1::uuid[] is null or u.asset_id = any($1)) and u.scope_id not in (
    select s.id from scope s join asset on asset.id = s.asset_id where s.branch <> asset.default_branch)`
/** Whether an asset that may be seen has a component `a`, as what it uses or, for `any`, also as what its SBOM is about. */
const had = (as: 'used' | 'any'): string => `exists (select from component_use u
  where u.component_id = a.id ${as === 'used' ? 'and not u.root ' : ''}and ($1::uuid[] is null or u.asset_id = any($1)))`

/** Of the assets that may be seen; over all assets it is kept. */
const COUNTED_USERS = `left join (
  select u.component_id, count(distinct u.asset_id) as users from ${ALL_USES} and u.component_id = any($2) group by 1) seen on seen.component_id = a.id`

/** Components of `$2` in that order, with how many use them (SQL and what it needs joined) and what is open on them there, of all at once. */
const counted = (users: string, join: string): string => `
  with open as materialized (
    select a.id, count(*) as findings
    from component a
    join finding f on f.component = any(array[${componentSpellings('a')}])
      and f.component_version = a.version and f.state = 'open' and f.posture and f.merged_into is null
    where a.id = any($2) and ($1::uuid[] is null or f.asset_id = any($1)) and exists (
      select from component_use u where u.component_id = a.id and u.asset_id = f.asset_id and not u.root
        and (select s.branch = asset.default_branch from scope s join asset on asset.id = s.asset_id
             where s.asset_id = u.asset_id and s.id = u.scope_id))
    group by 1
  )
  select a.id, a.purl, a.ecosystem, a.namespace, a.name, a.version, a.licenses,
    coalesce(${users}, 0)::int as assets, coalesce(open.findings, 0) as "openFindings",
    array(select p.package from component_package p where p.component_id = a.id order by p.package) as packages
  from unnest($2::uuid[]) with ordinality as page (id, place)
  join component a on a.id = page.id
  ${join}
  left join open on open.id = a.id order by page.place`

const COUNTED_OVER_ALL = counted(USERS, WAITING_USERS)
const COUNTED_OVER_SEEN = counted('seen.users', COUNTED_USERS)

const BY_NAME = {
  key: 'lower(a.name) || chr(31) || a.namespace || chr(31) || a.version',
  type: 'text',
} as const

/** Components in use, with how many use them, as it is kept over all assets. */
const KEPT_IN_USE = `component a ${WAITING_USERS}`
const BY_KEPT = { key: `${USERS}::numeric`, type: 'numeric' } as const

/** Of some assets the users of all wanted components are counted at once: one by one takes several times as long. */
const byAssets = (wanted: string[]) =>
  ({
    key: 'coalesce(users.assets, 0)::numeric',
    type: 'numeric',
    join: `left join (
      select u.component_id, count(distinct u.asset_id) as assets from ${ALL_USES}
        ${wanted.length ? `and u.component_id in (select a.id from component a where ${wanted.join(' and ')})` : ''}
      group by 1) users on users.component_id = a.id`,
  }) as const

export interface ComponentQuery {
  limit: number
  cursor?: string
  q?: string
  ecosystem?: string[]
  license?: string[]
  /** Ids or names. */
  asset?: string[]
  sort: 'name' | 'assets'
  order?: 'asc' | 'desc'
}

/** Package versions in use by assets that an actor may see. */
export async function listComponents(tx: Tx, actor: Actor, query: ComponentQuery): Promise<Page<Component>> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const filters = conditions()
  const { where, parameters, add } = filters
  add(visible, () => had('used'))
  if (query.q) addComponentSearch(filters, query.q)
  add(query.ecosystem, (p) => `a.ecosystem = any(${p})`)
  // Some tools list the manifests that they read among the packages.
  add(query.ecosystem?.length ? undefined : 'file', (p) => `a.ecosystem <> ${p}`)
  add(query.license, (p) => `a.licenses && ${p}`)
  add(
    query.asset,
    (
      p,
    ) => `exists (select from component_use u join asset on asset.id = u.asset_id where u.component_id = a.id
      and (asset.id::text = any(${p}) or asset.name = any(${p})))`,
  )
  const [, ...wanted] = where
  const looked = { from: 'component a', where }
  const kept = visible ? undefined : { from: KEPT_IN_USE, where: ['$1::uuid[] is null', IN_USE, ...wanted] }
  const byName = query.sort === 'name'
  const { items: ids, ...page } = await keysetPage(tx, {
    ...((!byName && kept) || looked),
    parameters,
    sort: byName ? BY_NAME : kept ? BY_KEPT : byAssets(wanted),
    order: query.order ?? (byName ? 'asc' : 'desc'),
    limit: query.limit,
    cursor: query.cursor,
    counted: kept,
  })
  return { ...page, items: await readComponents(tx, visible, ids) }
}

/** Components in the order of their ids, counted over the assets that may be seen (null = all). */
export async function readComponents(
  tx: Tx,
  visible: string[] | null,
  ids: readonly string[],
): Promise<Component[]> {
  const { rows } = await tx.query<Component>(visible ? COUNTED_OVER_SEEN : COUNTED_OVER_ALL, [visible, ids])
  return rows
}

/** Throws 404 for one that no asset uses which the actor may see. */
export async function getComponent(tx: Tx, actor: Actor, id: string): Promise<Component> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const used = await tx.query(`select from component a where a.id = $2 and ${had('any')}`, [visible, id])
  const [component] = used.rowCount ? await readComponents(tx, visible, [id]) : []
  if (!component) throw notFound('component', id)
  return component
}
