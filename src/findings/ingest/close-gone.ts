import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'

/** Marks what the scope no longer shows as gone; what was found elsewhere has the key of that by now. Returns the findings that lost an observation. */
export async function closeGone(tx: Tx, { asset, report, scope }: ScopeArgs, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ finding: string }>(
    `update observation o set present = false, gone_at = $4
     from staged_gone g
     where g.asset_id = $1 and g.report_id = $2 and g.scope_id = $3
       and o.asset_id = $1 and o.scope_id = $3 and o.key = g.key and o.present
     returning o.finding_id as finding`,
    [asset, report, scope, at],
  )
  return rows.map((row) => row.finding)
}
