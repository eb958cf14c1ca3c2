import type { Actor } from '../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../access/visible-assets.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { componentSpellings } from './component-name.ts'
import { addComponentSearch } from './component-search.ts'
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

/** Components of `$2` in that order, with who uses them and what is open on them there, of all at once. */
const COUNTED = `
  with users as materialized (
    select distinct u.component_id, u.asset_id from ${ALL_USES} and u.component_id = any($2)
  ), about as materialized (
    select a.id as component_id, f.asset_id
    from component a
    join finding f on f.component = any(array[${componentSpellings('a')}])
      and f.component_version = a.version and f.state = 'open' and f.posture and f.merged_into is null
    where a.id = any($2)
  ), open as (
    select component_id as id, count(*) as findings from about join users using (component_id, asset_id) group by 1
  )
  select a.id, a.purl, a.ecosystem, a.namespace, a.name, a.version, a.licenses,
    coalesce(users.assets, 0) as assets, coalesce(open.findings, 0) as "openFindings",
    array(select p.package from component_package p where p.component_id = a.id order by p.package) as packages
  from unnest($2::uuid[]) with ordinality as page (id, place)
  join component a on a.id = page.id
  left join (select component_id, count(*) as assets from users group by 1) users on users.component_id = a.id
  left join open on open.id = a.id order by page.place`

const BY_NAME = {
  key: 'lower(a.name) || chr(31) || a.namespace || chr(31) || a.version',
  type: 'text',
} as const

/** Counts the users of all wanted components at once: one by one takes several times as long. */
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
  const { items: ids, ...page } = await keysetPage(tx, {
    from: 'component a',
    where,
    parameters,
    sort: query.sort === 'name' ? BY_NAME : byAssets(where.slice(1)),
    order: query.order ?? (query.sort === 'name' ? 'asc' : 'desc'),
    limit: query.limit,
    cursor: query.cursor,
  })
  return { ...page, items: await readComponents(tx, visible, ids) }
}

/** Components in the order of their ids, counted over the assets that may be seen (null = all). */
export async function readComponents(
  tx: Tx,
  visible: string[] | null,
  ids: readonly string[],
): Promise<Component[]> {
  const { rows } = await tx.query<Component>(COUNTED, [visible, ids])
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
