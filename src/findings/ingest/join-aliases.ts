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
    `select distinct o.finding_id as a, k.finding_id as b
     from staged_observation s
     join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key and not o.pinned
     cross join unnest(s.shared_keys) as u (key)
     join finding_key k on k.asset_id = $1 and k.key = u.key and k.finding_id <> o.finding_id
     join finding f on f.asset_id = $1 and f.id = k.finding_id and f.merged_into is null
     where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
       and not exists (select from observation p where p.asset_id = $1 and p.finding_id in (o.finding_id, f.id) and p.pinned)`,
    [asset, report, scope],
  )
  const oldest = oldestOfConnected(rows.map(({ a, b }) => [a, b]))
  const into = new Map([...oldest].filter(([id, winner]) => id !== winner))
  return mergeFindings(tx, { asset, into, at, report, reason: { rule: 'alias' } })
}
