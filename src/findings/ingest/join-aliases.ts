import type { Tx } from '../../platform/database.ts'
import { mergeFindings } from '../merge-findings.ts'
import type { ScopeArgs } from './compare.ts'
import { oldestOfConnected } from './unite.ts'

/**
 * Joins findings that a staged observation's identities prove to be one: an alias (CVE for a GHSA) that became known
 * after both were opened. The older wins. What a person split off is joined with nothing. Returns the winners.
 */
export async function joinAliases(tx: Tx, { asset, report, scope }: ScopeArgs, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ a: string; b: string }>(
    // In steps: a planner without statistics would loop over all of an asset's keys for each observation.
    `with known as materialized (
       select o.finding_id, s.shared_keys
       from staged_observation s
       join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key and not o.pinned
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
     ), named as materialized (
       select distinct finding_id, u.key from known cross join unnest(shared_keys) as u (key)
     )
     select distinct n.finding_id as a, k.finding_id as b
     from named n
     join finding_key k on k.asset_id = $1 and k.key = n.key and k.finding_id <> n.finding_id
     join finding f on f.asset_id = $1 and f.id = k.finding_id and f.merged_into is null
     where not exists (select from observation p
                       where p.asset_id = $1 and p.finding_id in (n.finding_id, k.finding_id) and p.pinned)`,
    [asset, report, scope],
  )
  const oldest = oldestOfConnected(rows.map(({ a, b }) => [a, b]))
  const into = new Map([...oldest].filter(([id, winner]) => id !== winner))
  return mergeFindings(tx, { asset, into, at, report, reason: { rule: 'alias' } })
}
