import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import type { LinkKind, NodeKind } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { conditions, named } from '../conditions.ts'
import { NODE_COLUMNS, NODE_FROM, type Node } from './list-nodes.ts'

export interface EstateMap {
  nodes: Node[]
  links: { from: string; kind: LinkKind; to: string; confidence: number }[]
  /** How many there are of each kind, shown or not. */
  counts: Partial<Record<NodeKind, number>>
  /** True when there are more nodes than a map shows. */
  cut: boolean
}

export interface MapQuery {
  /** Ids or names; one of the two must be there. */
  asset?: string[]
  application?: string[]
  /** Kinds to show; by default all but those that come in hundreds and belong to another. */
  kind?: NodeKind[]
}

const MOST_NODES = 1_500
const SHOWN: NodeKind[] = [
  'internet',
  'repository',
  'deployable',
  'pipeline',
  'image',
  'workload',
  'service',
  'ingress',
  'load-balancer',
  'gateway',
  'data-store',
  'queue',
  'function',
  'third-party',
  'ai',
  'endpoint',
  'model',
]

/** Things of an asset's or application's estate, the ways in over other assets, and how they hang together, for a picture. */
export async function estateMap(tx: Tx, actor: Actor, query: MapQuery): Promise<EstateMap> {
  if (!query.asset && !query.application)
    throw new AppError('bad_request', 400, 'Say which asset or application the map is of.')
  const { where, parameters, add } = conditions()
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  add(visible ?? undefined, (p) => `n.asset_id = any(${p}::uuid[])`)
  add(query.asset, named('asset'))
  add(query.application, named('application'))
  const scope = where.join(' and ')
  const counted = await tx.query<{ kind: NodeKind; count: number }>(
    `select n.kind, count(distinct (n.asset_id, n.id)) as count ${NODE_FROM} where ${scope} group by n.kind`,
    parameters,
  )
  const at = parameters.length
  const { rows } = await tx.query<Node>(
    `select * from (select distinct on (n.id) ${NODE_COLUMNS} ${NODE_FROM} where ${scope} and n.kind = any($${at + 1})
       order by n.id, n.scope_id) shown
     order by array_position($${at + 1}, kind), name limit $${at + 2}`,
    [...parameters, query.kind ?? SHOWN, MOST_NODES + 1],
  )
  const nodes = rows.slice(0, MOST_NODES)
  nodes.push(...(await waysIn(tx, nodes, visible)))
  return {
    nodes,
    links: await linksAmong(tx, nodes),
    counts: Object.fromEntries(counted.rows.map(({ kind, count }) => [kind, count])),
    cut: rows.length > MOST_NODES,
  }
}

/** Assets on a way into a map, at most, and things on all of them. */
const MOST_ASSETS = 4
const MOST_BEFORE = 200

/** What leads to the images of a map from other assets, which have the cluster and what stands before it. */
async function waysIn(tx: Tx, nodes: readonly Node[], visible: string[] | null): Promise<Node[]> {
  const known = new Set(nodes.map(({ id }) => id))
  const before: Node[] = []
  for (
    let near = nodes.filter(({ kind }) => kind === 'image'), far = 1;
    near.length > 0 && far < MOST_ASSETS;
    far++
  ) {
    const { rows } = await tx.query<Node>(
      `select distinct on (n.id) ${NODE_COLUMNS} ${NODE_FROM}
       join (select twin.asset_id, unnest(twin.reached_by) as id from estate_node twin
             where twin.id = any($1::uuid[]) and cardinality(twin.reached_by) > 0
               and ($3::uuid[] is null or twin.asset_id = any($3))) way on way.asset_id = n.asset_id and way.id = n.id
       where not n.id = any($2::uuid[]) order by n.id, n.scope_id limit $4`,
      [near.map(({ id }) => id), [...known], visible, MOST_BEFORE],
    )
    for (const { id } of rows) known.add(id)
    before.push(...rows)
    near = rows
  }
  return before
}

async function linksAmong(tx: Tx, nodes: readonly Node[]): Promise<EstateMap['links']> {
  const assets = [...new Set(nodes.map(({ asset }) => asset.id))]
  const { rows } = await tx.query<EstateMap['links'][number]>(
    `select l.from_id as "from", l.kind, l.to_id as "to", max(l.confidence) as confidence
     from estate_link l left join estate_link_word w using (asset_id, from_id, kind, to_id)
     where l.asset_id = any($1::uuid[]) and l.from_id = any($2::uuid[]) and l.to_id = any($2::uuid[])
       and w.verdict is distinct from 'cut'
     group by l.from_id, l.kind, l.to_id
     union
     select from_id, kind, to_id, 1 from estate_link_word
     where asset_id = any($1::uuid[]) and verdict = 'added' and from_id = any($2::uuid[]) and to_id = any($2::uuid[])`,
    [assets, nodes.map(({ id }) => id)],
  )
  return rows
}
