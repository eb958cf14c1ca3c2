import type { Actor } from '../../access/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { NODE_FROM, type NodeFilter, nodeConditions } from './list-nodes.ts'

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

/** What a thing counts under, by what name where that is another, and what joins that needs. */
const FACETS: Record<Facet, { value: string; label?: string; join?: string }> = {
  exposure: {
    value: `coalesce(n.reached_from, n.exposure, 'unknown')`,
  },
  authenticated: { value: 'n.authenticated::text' },
  data: {
    value: 'class.name',
    join: `cross join lateral (select unnest(n.data_classes) union select unnest(n.reaches_data)) as class (name)`,
  },
  asset: { value: 'asset.id::text', label: 'asset.name' },
  application: {
    value: `coalesce(application.id::text, 'none')`,
    label: `coalesce(application.name, 'No application')`,
  },
}

/** Counts for each facet under all filters but its own, so that a choice can be widened; most first. */
export async function countNodes(tx: Tx, actor: Actor, query: NodeFilter): Promise<NodeCounts> {
  const all = await nodeConditions(tx, actor, query)
  const { rows } = await tx.query<{ total: number }>(
    `select count(*) as total ${NODE_FROM} where ${all.where.join(' and ')}`,
    all.parameters,
  )
  const counts = { total: rows[0]?.total ?? 0 } as NodeCounts
  for (const facet of Object.keys(FACETS) as Facet[])
    counts[facet] = await countFacet(tx, actor, query, facet)
  return counts
}

async function countFacet(tx: Tx, actor: Actor, query: NodeFilter, facet: Facet): Promise<NodeCount[]> {
  const { [facet]: _, ...others } = query
  const { where, parameters } = await nodeConditions(tx, actor, others)
  const { value, label = value, join = '' } = FACETS[facet]
  const { rows } = await tx.query<NodeCount>(
    `select ${value} as value, min(${label}) as label, count(*) as count ${NODE_FROM} ${join}
     where ${where.join(' and ')} and ${value} is not null
     group by 1 order by count desc, label limit ${LONGEST}`,
    parameters,
  )
  return rows
}
