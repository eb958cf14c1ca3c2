import { touchFindings } from '../../../findings/touch-findings.ts'
import type { Tx } from '../../../platform/database.ts'
import { assignByPolicy } from './assign-by-policy.ts'
import { readPlaces } from './places.ts'

/**
 * Lets what a policy gave to owners follow them: of all findings of an asset, or of those that this transaction wrote. What a person said
 * stays, and rows that are right are not written.
 */
export async function followOwners(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from finding f
     where f.asset_id = $1 and f.merged_into is null and f.state = 'open' and f.assigned_by is distinct from 'person'
       ${which === 'all' ? '' : 'and f.xmin = pg_current_xact_id()::xid'}
       and f.policy_outcome in (select id from policy_outcome where effects @> '[{"effect":"assign","value":"owner"}]')`,
    [asset],
  )
  const [place] = rows.length > 0 ? await readPlaces(tx, [asset]) : []
  if (!place) return
  const findings = rows.map(({ id }) => id)
  await assignByPolicy(tx, place, findings, 'owner')
  await touchFindings(tx, asset)
}
