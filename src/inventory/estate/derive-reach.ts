import type { Exposure } from '../../model/application.ts'
import type { LinkKind } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import { assetsChanged } from '../context.ts'
import { moreExposed } from './estate-rows.ts'
import { followLinks, type GraphNode, type Reached } from './follow-links.ts'

/** Assets that share an image and the like are told, up to this many: a base image is in everyone's. */
const MOST_NEIGHBOURS = 100

/**
 * Works out who can reach an asset's part of the estate and what data it leads to, writes what became different, and does the same for
 * assets that share an image with it, `gone` for those that it showed before. Findings are ranked again where the asset's exposure or data
 * changed.
 */
export async function deriveReach(tx: Tx, asset: string, gone: readonly string[] = []): Promise<void> {
  const changed = [...gone, ...(await deriveOne(tx, asset))]
  if (changed.length === 0) return
  for (const other of await sharers(tx, asset, changed)) await deriveOne(tx, other)
}

/** Assets that share an image with this one of which it became different who reaches it: of the rest they knew as much before. */
async function sharers(tx: Tx, asset: string, changed: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct asset_id as id from estate_node where id = any($3::uuid[]) and kind = 'image' and asset_id <> $1 limit $2`,
    [asset, MOST_NEIGHBOURS, changed],
  )
  return rows.map(({ id }) => id).sort()
}

/** Returns ids of the things of which something became different. */
async function deriveOne(tx: Tx, asset: string): Promise<string[]> {
  const nodes = await nodesOf(tx, asset)
  const links = await linksOf(tx, asset)
  const reached = followLinks(nodes, links)
  const changed = await write(tx, asset, nodes, reached)
  await propose(tx, asset)
  return changed
}

/** A row a thing, with what all scopes of the asset say of it, and what other assets' parts know of those that are shared. */
async function nodesOf(tx: Tx, asset: string): Promise<GraphNode[]> {
  const { rows } = await tx.query<GraphNode & { exposures: Exposure[] | null }>(
    `select own.id, min(own.kind) as kind,
            array_agg(distinct own.exposure) filter (where own.exposure is not null)
              || array(select distinct o.reached_from from estate_node o
                       where o.id = own.id and o.asset_id <> $1 and cardinality(o.reached_by) > 0) as exposures,
            array(select distinct c from estate_node n, unnest(n.data_classes) c where n.asset_id = $1 and n.id = own.id) as "dataClasses"
     from estate_node own where own.asset_id = $1 group by own.id`,
    [asset],
  )
  return rows.map((row) => ({
    ...row,
    exposure: (row.exposures ?? []).reduce<Exposure | null>(moreExposed, null),
  }))
}

/** Links that the asset's reports show and people have not cut, and those that people added. */
async function linksOf(tx: Tx, asset: string): Promise<{ from: string; kind: LinkKind; to: string }[]> {
  const { rows } = await tx.query<{ from: string; kind: LinkKind; to: string }>(
    `select distinct l.from_id as "from", l.kind, l.to_id as "to" from estate_link l
     left join estate_link_word w using (asset_id, from_id, kind, to_id)
     where l.asset_id = $1 and w.verdict is distinct from 'cut'
     union select w.from_id, w.kind, w.to_id from estate_link_word w where w.asset_id = $1 and w.verdict = 'added'`,
    [asset],
  )
  return rows
}

async function write(
  tx: Tx,
  asset: string,
  nodes: readonly GraphNode[],
  reached: ReadonlyMap<string, Reached>,
): Promise<string[]> {
  const all = nodes.map(({ id }) => ({ id, ...(reached.get(id) as Reached) }))
  const { rows } = await tx.query<{ id: string }>(
    `update estate_node n set reached_from = r.reached_from, reached_by = r.reached_by, reaches_data = r.data
     from (select id, reached_from, string_to_array(nullif(by, ''), ',')::uuid[] as reached_by,
                  coalesce(string_to_array(nullif(data, ''), ','), '{}') as data
           from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as r (id, reached_from, by, data)) r
     where n.asset_id = $1 and n.id = r.id
       and (n.reached_from, n.reached_by, n.reaches_data) is distinct from (r.reached_from, r.reached_by, r.data)
     returning n.id`,
    [
      asset,
      all.map(({ id }) => id),
      all.map(({ from }) => from),
      all.map(({ by }) => by.join(',')),
      all.map(({ data }) => data.join(',')),
    ],
  )
  return rows.map(({ id }) => id)
}

/** The asset's own exposure and data, as its part of the estate says. */
async function propose(tx: Tx, asset: string): Promise<void> {
  const { rowCount } = await tx.query(
    `update asset a set found_exposure = f.exposure, found_data_classes = f.classes
     from (select (array_agg(reached_from order by array_position(array['internet', 'partner', 'internal', 'isolated'], reached_from)))[1] as exposure,
                  (select array_agg(distinct c order by c) from estate_node n, unnest(n.data_classes) c where n.asset_id = $1) as classes
           from estate_node where asset_id = $1 and kind <> 'internet' and reached_from is not null) f
     where a.id = $1 and (a.found_exposure, a.found_data_classes) is distinct from (f.exposure, f.classes)`,
    [asset],
  )
  await assetsChanged(tx, [asset], rowCount ? 'context' : undefined)
}
