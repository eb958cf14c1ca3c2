import type { NodeKind } from '../../../model/estate.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Subject } from './condition.ts'

export interface LoadedNode {
  id: string
  kind: NodeKind
  name: string
  asset: { id: string; name: string }
  place: string | null
  subject: Subject
}

interface Row extends Omit<LoadedNode, 'subject'> {
  application: string | null
  exposure: string | null
  authenticated: boolean | null
  data: string[]
  leadsTo: string[]
  attributes: Record<string, string>
  findings: number
  topScore: number
  knownExploited: boolean
}

/**
 * The nodes of these ids with what conditions ask; one each, of the first asset that shows it. `posture`: with what is found in their assets,
 * which takes longer than all else; otherwise as if there were nothing.
 */
export async function loadSubjects(
  tx: Tx,
  ids: readonly string[],
  { visible, posture }: { visible: readonly string[] | null; posture: boolean },
): Promise<LoadedNode[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<Row>(
    `with node as (
       select distinct on (n.id) n.* from unnest($1::uuid[]) as wanted (id) join estate_node n on n.id = wanted.id
       where ($2::uuid[] is null or n.asset_id = any($2)) order by n.id, array_position(array['internet', 'partner', 'internal', 'isolated'], n.reached_from), n.asset_id),
     posture as (
       select c.asset_id, sum(c.findings)::float8 as findings, max(c.top_score) / 10.0 as top from posture_count c
       where $3 and c.state = 'open' and c.asset_id in (select asset_id from node) group by c.asset_id),
     exploited as (
       select distinct f.asset_id from finding f
       where $3 and f.asset_id in (select asset_id from node) and f.known_exploited and f.posture and f.state = 'open' and f.merged_into is null)
     select node.id, node.kind, case when node.kind = 'repository' and node.name = '' then a.name else node.name end as name,
            jsonb_build_object('id', a.id, 'name', a.name) as asset, node.place, p.name as application,
            coalesce(node.reached_from, node.exposure) as exposure, node.authenticated, node.data_classes as data,
            node.reaches_data as "leadsTo", node.attributes, coalesce(posture.findings, 0) as findings,
            coalesce(posture.top, 0)::float8 as "topScore", exploited.asset_id is not null as "knownExploited"
     from node join asset a on a.id = node.asset_id left join application p on p.id = a.application_id
     left join posture on posture.asset_id = node.asset_id left join exploited on exploited.asset_id = node.asset_id`,
    [ids, visible, posture],
  )
  return rows.map(
    ({
      application,
      exposure,
      authenticated,
      data,
      leadsTo,
      attributes,
      findings,
      topScore,
      knownExploited,
      ...node
    }) => ({
      ...node,
      subject: {
        name: node.name,
        kind: node.kind,
        asset: node.asset.name,
        application: application ?? '',
        exposure: exposure ?? 'unknown',
        authenticated: authenticated ?? false,
        data,
        leadsTo,
        attributes,
        findings,
        topScore,
        knownExploited,
      },
    }),
  )
}
