import type { Tx } from '../platform/database.ts'
import type { RiskCause } from './posture.ts'
import { touchWritten } from './touch-findings.ts'

/**
 * What `recountMany` does where nothing but scores of findings changed: their number, states and observations are not looked at. Returns
 * the assets of which this transaction wrote any finding.
 */
export async function rescorePostures(
  tx: Tx,
  assets: readonly string[],
  at: Date,
  cause: RiskCause,
): Promise<string[]> {
  const wrote = await touchWritten(tx, assets)
  if (wrote.length === 0) return []
  await tx.query(
    `with now as (
       select asset_id, kind, coalesce(severity_override, severity) as severity, state, max(coalesce(score, 0))::smallint as top_score,
              sum(coalesce(score, 0))::bigint as risk
       from finding where asset_id = any($1::uuid[]) and posture and merged_into is null group by 1, 2, 3, 4
     ), changed as (
       select n.*, n.risk - c.risk as delta
       from now n join posture_count c using (asset_id, kind, severity, state)
       where c.asset_id = any($1::uuid[]) and (n.top_score, n.risk) is distinct from (c.top_score, c.risk)
     ), day as (
       insert into risk_day (asset_id, day, kind, severity, cause, delta)
       select asset_id, ($2::timestamptz at time zone 'UTC')::date, kind, severity, $3, delta
       from changed where state = 'open' and delta <> 0
       on conflict (asset_id, day, kind, severity, cause) do update set delta = risk_day.delta + excluded.delta
     )
     update posture_count c set top_score = n.top_score, risk = n.risk from changed n
     where c.asset_id = any($1::uuid[])
       and (c.asset_id, c.kind, c.severity, c.state) = (n.asset_id, n.kind, n.severity, n.state)`,
    [wrote, at, cause],
  )
  return wrote
}
