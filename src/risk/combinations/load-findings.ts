import { severityOfRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import type { Combination } from './definition.ts'
import {
  CONDITION_SQL,
  type FindingCondition,
  type FindingFact,
  holds,
  parametersOf,
} from './finding-condition.ts'
import type { Findings } from './finding-places.ts'

/** So many of an asset's findings that meet one condition are looked at, worst first: to be part of a chain, one is enough. */
const MOST_OF_ASSET = 200

type Row = Omit<FindingFact, 'severity'> & { rank: number }

/** Open findings that meet the definitions' conditions, one statement a condition. A combination is no part of another. */
export async function loadFindings(tx: Tx, definitions: readonly Combination[]): Promise<Findings> {
  const conditions = new Set(
    definitions.flatMap(({ conditions, besides }) => [
      ...conditions.map(({ finding }) => finding),
      ...besides.flatMap(({ finding }) => finding ?? []),
    ]),
  )
  const found = new Map<FindingCondition, Map<string, FindingFact[]>>()
  for (const condition of conditions) {
    const { rows } = await tx.query<Row>(
      `select id, asset, kind, rank, score, exploited, epss, cwes, rule, title, path, place, component, reach from (
         select f.id, f.asset_id as asset, f.kind, coalesce(f.severity_override, f.severity)::int as rank, f.score::int as score,
                coalesce(f.known_exploited, false) as exploited, f.epss, f.cwes, f.rule, f.title, f.path, f.place, f.component,
                f.reachability::int as reach,
                row_number() over (partition by f.asset_id order by f.score desc nulls last, f.id) as nth
         from finding f
         where f.state = 'open' and f.posture and f.merged_into is null and f.kind <> 'combination' and ${CONDITION_SQL}) f
       where nth <= ${MOST_OF_ASSET} order by asset, nth`,
      parametersOf(condition),
    )
    const facts = rows.map(({ rank, ...row }): FindingFact => ({ ...row, severity: severityOfRank(rank) }))
    found.set(
      condition,
      Map.groupBy(
        facts.filter((one) => holds(condition, one)),
        ({ asset }) => asset,
      ),
    )
  }
  return (condition) => found.get(condition) ?? new Map()
}
