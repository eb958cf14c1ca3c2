import type { Actor } from '../../access/actor.ts'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import type { AssetKind } from '../../model/asset.ts'
import { contentUuid } from '../../platform/content-uuid.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { eachRow } from '../../platform/snapshot.ts'
import { assetItself } from './asset-itself.ts'
import type { Sbom, SbomComponent, SbomEdges } from './sbom.ts'

/** `$1` asset, `$2` branch. Over all tools: who says runtime is right, and who says nothing does not contradict. */
const USED = `
  used as materialized (
    select u.component_id as id, bool_or(u.root) as root, bool_or(u.direct) as direct,
      (array['runtime', 'optional', 'test', 'development'])[
        min(array_position(array['runtime', 'optional', 'test', 'development'], u.scope))] as scope,
      array_agg(distinct u.path collate "C" order by u.path collate "C") filter (where u.path is not null) as paths,
      max(u.qualifiers collate "C") as qualifiers, max(u.deprecated collate "C") as deprecated,
      (select array_agg(distinct r collate "C" order by r collate "C") from component_use w join scope t on t.asset_id = $1 and t.id = w.scope_id and t.branch = $2,
       unnest(w.wanted) r where w.asset_id = $1 and w.component_id = u.component_id) as wanted
    from component_use u join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
    where u.asset_id = $1 group by u.component_id)`

const COLUMNS = `c.id, c.purl, c.ecosystem, c.namespace, c.name, c.version, c.licenses, u.direct, u.scope, u.root as built, u.paths, u.qualifiers, u.deprecated, u.wanted`
const COMPONENTS = `with ${USED} select ${COLUMNS} from used u join component c on c.id = u.id`

/** `$3` the root's id. What is said to be direct and stands in no graph is used by the root. */
const EDGES = `
  with ${USED}, told as materialized (
    select distinct e.from_id, e.to_id from component_edge e
    join scope s on s.asset_id = $1 and s.id = e.scope_id and s.branch = $2
    join used f on f.id = e.from_id
    where e.asset_id = $1 and e.from_id <> e.to_id
  ), edge as (
    select from_id, to_id from told
    union all
    select $3::uuid, u.id from used u
    where (u.root or u.direct) and u.id <> $3 and not exists (select from told where told.to_id = u.id)
  )
  select e.from_id as "from", t.scope, array_agg(e.to_id order by e.to_id) as "to"
  from edge e join used t on t.id = e.to_id group by e.from_id, t.scope`

/**
 * Reads what an asset uses on a branch (its default branch when none is named), to be taken within the same transaction.
 * Throws 404 where no report lists components of that branch.
 */
export async function readSbom(tx: Tx, asset: string, branch?: string): Promise<Sbom> {
  const about = await readHead(tx, asset, branch)
  const key = [asset, about.branch]
  const roots = await tx.query<SbomComponent>(
    `${COMPONENTS} where u.root order by lower(c.name) collate "C", c.id limit 2`,
    key,
  )
  const [only, other] = roots.rows
  const root = only && !other ? only : assetItself(about.asset)
  return {
    ...about,
    root,
    serial: await serialOf(tx, [...key, root.id]),
    components: eachRow<SbomComponent>(
      tx,
      `${COMPONENTS} where c.id <> $3
       order by c.ecosystem collate "C", c.namespace collate "C", c.name collate "C", c.version collate "C", c.id`,
      [...key, root.id],
    ),
    edges: eachRow<SbomEdges>(tx, `${EDGES} order by e.from_id, t.scope collate "C" nulls first`, [
      ...key,
      root.id,
    ]),
  }
}

/** What can be told before anything is read. Throws as readSbom does, and for what the actor may not see. */
export async function requireSbom(tx: Tx, actor: Actor, asset: string, branch?: string): Promise<SbomHead> {
  await requireVisibleAsset(tx, actor, asset)
  return readHead(tx, asset, branch)
}

type SbomHead = Pick<Sbom, 'asset' | 'branch' | 'at'>

interface StoredAsset {
  id: string
  name: string
  kind: AssetKind
  branch: string
  at: Date | null
}

async function readHead(tx: Tx, id: string, wanted: string | undefined): Promise<SbomHead> {
  const { rows } = await tx.query<StoredAsset>(
    `select a.id, a.name, a.kind, coalesce($2::text, a.default_branch) as branch, s.at
     from asset a left join lateral (
       select max(last_seen) as at from scope s
       where s.asset_id = a.id and s.branch = coalesce($2::text, a.default_branch)
         and exists (select from component_use u where u.asset_id = a.id and u.scope_id = s.id)
     ) s on true where a.id = $1`,
    [id, wanted ?? null],
  )
  const [row] = rows
  if (!row) throw notFound('asset', id)
  const { branch, at, ...asset } = row
  if (!at)
    throw new AppError(
      'no_components',
      404,
      `No report lists components of ${asset.name} on the branch ${branch}. Import an SBOM or a scan of it first.`,
    )
  return { asset, branch, at }
}

/** Of everything that the document holds but the times. */
async function serialOf(tx: Tx, key: string[]): Promise<string> {
  const { rows } = await tx.query<{ components: string | null; edges: string | null }>(
    `select (select md5(string_agg(md5(c::text), '' order by c.id)) from (${COMPONENTS}) c) as components,
       (select md5(string_agg(md5(e::text), '' order by e."from", e.scope collate "C")) from (${EDGES}) e) as edges`,
    key,
  )
  return contentUuid('sbom', ...key, rows[0]?.components ?? '', rows[0]?.edges ?? '')
}
