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

/** Uses on default branches by assets that may be seen; `$1` = their ids, null for all. */
const ALL_USES = `
  component_use u join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
  join asset on asset.id = u.asset_id and asset.default_branch = s.branch
  where ($1::uuid[] is null or u.asset_id = any($1))`
const USES = `${ALL_USES} and u.component_id = a.id`
const USED = `exists (select from component_use u
  where u.component_id = a.id and ($1::uuid[] is null or u.asset_id = any($1)))`

const SELECT = `
  select a.id, a.purl, a.ecosystem, a.namespace, a.name, a.version, a.licenses,
    (select count(distinct u.asset_id) from ${USES}) as assets,
    (select count(*) from finding f
     where f.component = any(array[${componentSpellings('a')}])
       and f.component_version = a.version and f.state = 'open' and f.posture and f.merged_into is null
       and f.asset_id in (select u.asset_id from ${USES})) as "openFindings",
    array(select p.package from component_package p where p.component_id = a.id order by p.package) as packages
  from component a`

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
      select component_id, count(*) as assets from (select distinct u.component_id, u.asset_id from ${ALL_USES}
        ${wanted.length ? `and u.component_id in (select a.id from component a where ${wanted.join(' and ')})` : ''}) u
      group by component_id) users on users.component_id = a.id`,
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
  add(visible, () => USED)
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
  const { rows } = await tx.query<Component>(
    `${SELECT} join unnest($2::uuid[]) with ordinality as page (id, place) on page.id = a.id order by place`,
    [visible, ids],
  )
  return rows
}

/** Throws 404 for one that no asset uses which the actor may see. */
export async function getComponent(tx: Tx, actor: Actor, id: string): Promise<Component> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows } = await tx.query<Component>(`${SELECT} where a.id = $2 and ${USED}`, [visible, id])
  if (!rows[0]) throw notFound('component', id)
  return rows[0]
}
