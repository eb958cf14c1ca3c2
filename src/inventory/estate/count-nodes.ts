import type { Actor } from '../../access/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { countedFrom, type NodeFilter, nodeConditions } from './list-nodes.ts'

export interface NodeCount {
  /** What to filter by. */
  value: string
  label: string
  count: number
}

type Facet = 'exposure' | 'authenticated' | 'data' | 'asset' | 'application'
export type NodeCounts = Record<Facet, NodeCount[]> & { total: number }

/** Assets and applications are named up to this many, those with most things first. */
const LONGEST = 100

/** What things count under, by what name where that is another, and what joins that needs: over groups of things that are alike. */
const FACETS: Record<Facet, { value: string; label?: string; join?: string }> = {
  exposure: { value: 'alike.exposure' },
  authenticated: { value: 'alike.authenticated::text' },
  data: {
    value: 'class.name',
    join: 'cross join lateral (select unnest(alike.data_classes) union select unnest(alike.reaches_data)) as class (name)',
  },
  asset: {
    value: 'asset.id::text',
    label: 'asset.name',
    join: 'join asset on asset.id = alike.asset_id',
  },
  application: {
    value: `coalesce(application.id::text, 'none')`,
    label: `coalesce(application.name, 'No application')`,
    join: 'join asset on asset.id = alike.asset_id left join application on application.id = asset.application_id',
  },
}

/** Counts for each facet under all filters but its own, so that a choice can be widened; most first. */
export async function countNodes(tx: Tx, actor: Actor, query: NodeFilter): Promise<NodeCounts> {
  const facets = Object.keys(FACETS) as Facet[]
  const chosen = facets.filter((facet) => query[facet] !== undefined)
  // Those without a choice stand under the same filters as the total: the estate is gone through once for them all.
  const together = facets.filter((facet) => !chosen.includes(facet))
  const counts = await countFacets(tx, actor, query, together)
  for (const facet of chosen) {
    const { [facet]: _, ...others } = query
    counts[facet] = (await countFacets(tx, actor, others, [facet]))[facet]
  }
  return counts
}

async function countFacets(
  tx: Tx,
  actor: Actor,
  query: NodeFilter,
  facets: readonly Facet[],
): Promise<NodeCounts> {
  const { where, parameters } = await nodeConditions(tx, actor, query)
  const { rows } = await tx.query<NodeCount & { facet: Facet | 'total' }>(
    `with alike as materialized (
       select n.asset_id, coalesce(n.reached_from, n.exposure, 'unknown') as exposure, n.authenticated, n.data_classes, n.reaches_data,
              count(*) as things
       ${countedFrom(query)} where ${where.join(' and ')} group by 1, 2, 3, 4, 5)
     select 'total' as facet, '' as value, '' as label, coalesce(sum(things), 0)::bigint as count from alike
     ${facets.map((facet) => `union all ${countsOf(facet)}`).join('\n')}`,
    parameters,
  )
  const of = (facet: Facet): NodeCount[] =>
    rows.flatMap(({ facet: one, ...row }) => (one === facet ? [row] : []))
  return {
    total: rows.find(({ facet }) => facet === 'total')?.count ?? 0,
    exposure: of('exposure'),
    authenticated: of('authenticated'),
    data: of('data'),
    asset: of('asset'),
    application: of('application'),
  }
}

function countsOf(facet: Facet): string {
  const { value, label = value, join = '' } = FACETS[facet]
  return `(select '${facet}', ${value}, min(${label}), sum(alike.things)::bigint as count from alike ${join}
    where ${value} is not null group by 2 order by count desc, 3 limit ${LONGEST})`
}
