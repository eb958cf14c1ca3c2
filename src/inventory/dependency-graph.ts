import type { Actor } from '../access/actor.ts'
import { requireVisibleAsset } from '../access/visible-assets.ts'
import { type Severity, severityOfRank } from '../model/severity.ts'
import type { Tx } from '../platform/database.ts'
import { componentName, componentSpellings } from './component-name.ts'

export interface DependencyNode {
  id: string
  name: string
  version: string
  /** What the graph is of: the asset itself. */
  root: boolean
  direct: boolean | null
  openFindings: number
  /** The worst of them; null without any. */
  severity: Severity | null
}

export interface DependencyGraph {
  nodes: DependencyNode[]
  /** From and to, as places in `nodes`. */
  edges: [number, number][]
}

/** What an asset uses on its default branch and what needs what, over all tools that tell it. Throws 404. */
export async function dependencyGraph(tx: Tx, actor: Actor, asset: string): Promise<DependencyGraph> {
  await requireVisibleAsset(tx, actor, asset)
  const { rows } = await tx.query<Omit<DependencyNode, 'severity'> & { rank: number | null }>(NODES, [asset])
  const { rows: edges } = await tx.query<{ from: string; to: string }>(EDGES, [asset])
  const places = new Map(rows.map(({ id }, place) => [id, place]))
  return {
    nodes: rows.map(({ rank, ...node }) => ({
      ...node,
      severity: rank === null ? null : severityOfRank(rank),
    })),
    edges: edges.flatMap(({ from, to }) => {
      const [start, end] = [places.get(from), places.get(to)]
      return start === undefined || end === undefined ? [] : [[start, end] as [number, number]]
    }),
  }
}

const SCOPES = `select s.id from scope s join asset on asset.id = s.asset_id and asset.default_branch = s.branch
  where s.asset_id = $1`

// Tools write a component's name with its namespace or without: a finding may have either. Spellings are made once a component, not once
// a pair of a component and a finding.
const NODES = `
  with used as materialized (
    select c.id, c.namespace, c.name, c.ecosystem, c.version, bool_or(u.root) as root, bool_or(u.direct) as direct
    from component_use u join component c on c.id = u.component_id
    where u.asset_id = $1 and u.scope_id in (${SCOPES}) group by c.id
  ), open as materialized (
    select component, component_version, count(*)::int as findings, max(coalesce(severity_override, severity)) as rank
    from finding where asset_id = $1 and state = 'open' and posture and merged_into is null and component is not null
    group by 1, 2
  ), spelled as materialized (
    select u.id, n.name, u.version
    from used u cross join lateral (values ${componentSpellings('u', (name) => `(${name})`)}) as n (name)
  ), found as (
    select s.id, sum(o.findings)::int as findings, max(o.rank) as rank
    from spelled s join open o on o.component = s.name and o.component_version = s.version
    group by s.id
  )
  select u.id, ${componentName('u')} as name,
         u.version, u.root, u.direct, coalesce(f.findings, 0) as "openFindings", f.rank
  from used u left join found f on f.id = u.id order by lower(u.name), u.version, u.id`

const EDGES = `
  select distinct from_id as from, to_id as to from component_edge
  where asset_id = $1 and scope_id in (${SCOPES}) and from_id <> to_id order by 1, 2`
