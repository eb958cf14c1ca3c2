import type { Tx } from '../platform/database.ts'
import { touchFindings } from './touch-findings.ts'

/** How many findings of a severity (rank) were opened. */
export interface Opened {
  severity: number
  count: number
}

/** What a report opened, brought back and closed, for the day's record. */
export interface Flow {
  opened: readonly Opened[]
  reopened: readonly string[]
  fixed: readonly string[]
}

/** Why scores changed, for the record of the risk (`risk_day`). */
export type RiskCause = 'report' | 'triage' | 'advisory' | 'context' | 'policy' | 'model'

/**
 * Counts an asset's posture again and writes only the counts that differ; the change of open findings and of their
 * risk goes to the record of the day of `at`, so that the sum of all days up to one is the posture of that day. Call it in every transaction that
 * changes findings, under the asset's lock, after the last change.
 */
export async function recountPosture(
  tx: Tx,
  asset: string,
  at: Date,
  flow?: Flow,
  cause: RiskCause = 'report',
): Promise<void> {
  await tx.query(
    `with now as (
       select kind, severity, state, sum(findings)::int as findings, max(score)::smallint as top_score,
              sum(score)::bigint as risk, sum(observations)::int as observations
       from (select kind, coalesce(severity_override, severity) as severity, state, 1 as findings, coalesce(score, 0) as score,
                    0 as observations
             from finding where asset_id = $1 and posture and merged_into is null
             union all
             select f.kind, coalesce(f.severity_override, f.severity), f.state, 0, 0, 1
             from observation o join finding f on f.asset_id = $1 and f.id = o.finding_id
             where o.asset_id = $1 and f.posture and f.merged_into is null) counted
       group by 1, 2, 3
     ), before as (
       select * from posture_count where asset_id = $1
     ), day as (
       insert into posture_day (asset_id, day, severity, open_delta)
       select $1, ($2::timestamptz at time zone 'UTC')::date, severity, sum(coalesce(n.findings, 0) - coalesce(b.findings, 0))::int
       from (select * from now where state = 'open') n
       full join (select * from before where state = 'open') b using (kind, severity)
       group by severity having sum(coalesce(n.findings, 0) - coalesce(b.findings, 0)) <> 0
       on conflict (asset_id, day, severity) do update set open_delta = posture_day.open_delta + excluded.open_delta
     ), risk as (
       insert into risk_day (asset_id, day, kind, severity, cause, delta)
       select $1, ($2::timestamptz at time zone 'UTC')::date, kind, severity, $3, coalesce(n.risk, 0) - coalesce(b.risk, 0)
       from (select * from now where state = 'open') n
       full join (select * from before where state = 'open') b using (kind, severity)
       where coalesce(n.risk, 0) <> coalesce(b.risk, 0)
       on conflict (asset_id, day, kind, severity, cause) do update set delta = risk_day.delta + excluded.delta
     ), emptied as (
       delete from posture_count c where c.asset_id = $1
         and not exists (select from now n where (n.kind, n.severity, n.state) = (c.kind, c.severity, c.state))
     )
     insert into posture_count (asset_id, kind, severity, state, findings, observations, top_score, risk)
     select $1, kind, severity, state, findings, observations, top_score, risk from now
     on conflict (asset_id, kind, severity, state) do update
       set findings = excluded.findings, observations = excluded.observations, top_score = excluded.top_score,
           risk = excluded.risk
       where (posture_count.findings, posture_count.observations, posture_count.top_score, posture_count.risk)
         is distinct from (excluded.findings, excluded.observations, excluded.top_score, excluded.risk)`,
    [asset, at, cause],
  )
  if (flow) await recordFlow(tx, asset, at, flow)
  if (await wroteFindings(tx, asset)) await touchFindings(tx, asset)
}

/** Whether this transaction wrote any finding of the asset: a re-import of the same does not. */
async function wroteFindings(tx: Tx, asset: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from finding where asset_id = $1 and xmin = pg_current_xact_id()::xid limit 1',
    [asset],
  )
  return rowCount === 1
}

async function recordFlow(tx: Tx, asset: string, at: Date, { opened, reopened, fixed }: Flow): Promise<void> {
  await tx.query(
    `insert into posture_day (asset_id, day, severity, opened, reopened, fixed)
     select $1, ($2::timestamptz at time zone 'UTC')::date, severity, sum(opened), sum(reopened), sum(fixed)
     from (select severity, count as opened, 0 as reopened, 0 as fixed from unnest($3::int[], $4::int[]) as o (severity, count)
           union all
           select coalesce(f.severity_override, f.severity), 0, (c.id = any($5))::int, (c.id = any($6))::int
           from unnest($5::uuid[] || $6::uuid[]) as c (id)
           join finding f on f.asset_id = $1 and f.id = c.id and f.posture) flow
     group by severity
     on conflict (asset_id, day, severity) do update
       set opened = posture_day.opened + excluded.opened, reopened = posture_day.reopened + excluded.reopened,
           fixed = posture_day.fixed + excluded.fixed`,
    [asset, at, opened.map((o) => o.severity), opened.map((o) => o.count), reopened, fixed],
  )
}
