import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'

/** Marks what the scope no longer shows as gone. Returns the findings that lost an observation. */
export async function closeGone(tx: Tx, { asset, report, scope }: ScopeArgs, at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ finding: string }>(
    `update observation o set present = false, gone_at = $4
     where o.asset_id = $1 and o.scope_id = $3 and o.present
       and not exists (select from staged_observation s
                       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.key = o.key)
     returning o.finding_id as finding`,
    [asset, report, scope, at],
  )
  return rows.map((row) => row.finding)
}
