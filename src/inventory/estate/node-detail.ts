import type { Actor } from '../../access/actor.ts'
import { requireVisibleAsset, visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import type { LinkKind, NodeKind } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { isoText } from '../../platform/sql-time.ts'
import { NODE_COLUMNS, NODE_FROM, type Node } from './list-nodes.ts'

/** A thing with an asset that shows it, to be opened there. */
export interface NodeEnd {
  id: string
  kind: NodeKind
  name: string
  /** What people call it, where the name is a path. */
  title: string | null
  asset: string
}

export interface NodeLink {
  kind: LinkKind
  /** The other end. */
  node: NodeEnd
  direction: 'out' | 'in'
  /** What shows it; empty for a link that a person added. */
  evidence: string
  confidence: number
  /** The asset whose reports show it. */
  asset: string
  /** Name of the tool whose report shows it; null for a person's. */
  source: string | null
  firstSeen: Date
  word: { verdict: 'confirmed' | 'cut' | 'added'; reason: string; by: string; at: string } | null
}

export interface NodeDetail extends Node {
  /** From the outside to here, where it is known how it is reached; over other assets where they share what is between. */
  way: NodeEnd[]
  links: NodeLink[]
}

const MOST_LINKS = 500
/** Assets on one way, at most: a code base's image, its cluster, the load balancer before it. */
const MOST_ASSETS = 4
const NAME = `case when n.kind = 'repository' and n.name = '' then a.name else n.name end`

/** One thing of an asset's estate: how it is reached, and all that it is linked with. Throws 404. */
export async function nodeDetail(tx: Tx, actor: Actor, asset: string, id: string): Promise<NodeDetail> {
  await requireVisibleAsset(tx, actor, asset)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows } = await tx.query<Node & { by: string[] | null }>(
    `select ${NODE_COLUMNS}, n.reached_by as by ${NODE_FROM} where n.asset_id = $1 and n.id = $2 order by n.scope_id limit 1`,
    [asset, id],
  )
  const [found] = rows
  if (!found) throw notFound('node', id)
  const { by, ...node } = found
  const way = await wayTo(tx, { id, asset, by: by ?? [], exposure: node.exposure }, visible)
  return { ...node, way, links: await linksOf(tx, id, visible) }
}

/** A way within an asset begins at what it shares with another; what leads there is that asset's to tell. */
async function wayTo(
  tx: Tx,
  { id, asset, by, exposure }: { id: string; asset: string; by: string[]; exposure: Node['exposure'] },
  visible: string[] | null,
): Promise<NodeEnd[]> {
  const way = await named(tx, asset, by)
  const seen = [asset]
  for (let first = way[0]?.id ?? id; exposure && seen.length < MOST_ASSETS; first = way[0]?.id ?? id) {
    const { rows } = await tx.query<{ asset: string; by: string[] }>(
      `select asset_id as asset, reached_by as by from estate_node
       where id = $1 and reached_from = $2 and cardinality(reached_by) > 0 and not asset_id = any($3::uuid[])
         and ($4::uuid[] is null or asset_id = any($4)) order by cardinality(reached_by), asset_id limit 1`,
      [first, exposure, seen, visible],
    )
    const [before] = rows
    if (!before) break
    seen.push(before.asset)
    way.unshift(...(await named(tx, before.asset, before.by)))
  }
  return way
}

async function named(tx: Tx, asset: string, ids: readonly string[]): Promise<NodeEnd[]> {
  const { rows } = await tx.query<NodeEnd>(
    `select distinct on (way.place) n.id, n.kind, ${NAME} as name, n.attributes->>'title' as title, n.asset_id as asset
     from unnest($2::uuid[]) with ordinality as way (id, place)
     join estate_node n on n.asset_id = $1 and n.id = way.id join asset a on a.id = n.asset_id order by way.place, n.scope_id`,
    [asset, ids],
  )
  return rows
}

// What everybody has is a row in each asset: that of the link's own asset first, and others only where it has none.
const OTHER_END = `
  select * from (
    select n.* from estate_node n where n.asset_id = mine.asset_id and n.id = mine.other_id
    union all
    select n.* from estate_node n where n.id = mine.other_id and ($2::uuid[] is null or n.asset_id = any($2))) ends limit 1`

async function linksOf(tx: Tx, id: string, visible: string[] | null): Promise<NodeLink[]> {
  const { rows } = await tx.query<NodeLink>(
    `with seen as (
       select l.asset_id, l.from_id, l.kind, l.to_id, l.evidence, l.confidence, s.tool as source, l.first_seen
       from estate_link l join scope s on s.asset_id = l.asset_id and s.id = l.scope_id where l.from_id = $1 or l.to_id = $1
       union all
       select asset_id, from_id, kind, to_id, '', 1, null, said_at from estate_link_word
       where verdict = 'added' and (from_id = $1 or to_id = $1)),
     mine as (
       select distinct on (asset_id, from_id, kind, to_id, source) *, case when from_id = $1 then to_id else from_id end as other_id
       from seen where $2::uuid[] is null or asset_id = any($2)
       order by asset_id, from_id, kind, to_id, source limit $3)
     select mine.kind, case when mine.from_id = $1 then 'out' else 'in' end as direction, mine.evidence, mine.confidence,
            mine.asset_id as asset, mine.source, mine.first_seen as "firstSeen",
            jsonb_build_object('id', n.id, 'kind', n.kind, 'name', ${NAME}, 'title', n.attributes->>'title', 'asset', n.asset_id) as node,
            case when w.verdict is not null
              then jsonb_build_object('verdict', w.verdict, 'reason', w.reason, 'by', w.said_by, 'at', ${isoText('w.said_at')}) end as word
     from mine cross join lateral (${OTHER_END}) n join asset a on a.id = n.asset_id
     left join estate_link_word w on w.asset_id = mine.asset_id and w.from_id = mine.from_id and w.kind = mine.kind and w.to_id = mine.to_id
     order by mine.asset_id, mine.from_id, mine.kind, mine.to_id, mine.source`,
    [id, visible, MOST_LINKS],
  )
  return rows
}
