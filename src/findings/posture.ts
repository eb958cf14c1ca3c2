import type { Tx } from '../platform/database.ts'
import { touchWritten } from './touch-findings.ts'

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
export const recountPosture = (
  tx: Tx,
  asset: string,
  at: Date,
  flow: Flow = NO_FLOW,
  cause: RiskCause = 'report',
): Promise<void> => recountMany(tx, new Map([[asset, flow]]), at, cause)

/** The same for several assets, whose locks are held: what a change did to each. */
export async function recountMany(
  tx: Tx,
  flows: ReadonlyMap<string, Flow>,
  at: Date,
  cause: RiskCause,
): Promise<void> {
  await tx.query(
    `with now as (
       select asset_id, kind, severity, state, sum(findings)::int as findings, max(score)::smallint as top_score,
              sum(scores)::bigint as risk, sum(observations)::int as observations
       from (select asset_id, kind, coalesce(severity_override, severity) as severity, state, count(*) as findings,
                    max(coalesce(score, 0)) as score, sum(coalesce(score, 0)) as scores, 0 as observations
             from finding where asset_id = any($1::uuid[]) and posture and merged_into is null group by 1, 2, 3, 4
             union all
             select f.asset_id, f.kind, coalesce(f.severity_override, f.severity), f.state, 0, 0, 0, count(*)
             from observation o join finding f on f.asset_id = o.asset_id and f.id = o.finding_id
             where o.asset_id = any($1::uuid[]) and f.asset_id = any($1::uuid[]) and f.posture and f.merged_into is null
             group by 1, 2, 3, 4) counted
       group by 1, 2, 3, 4
     ), before as (
       select * from posture_count where asset_id = any($1::uuid[])
     ), day as (
       insert into posture_day (asset_id, day, severity, open_delta)
       select asset_id, ($2::timestamptz at time zone 'UTC')::date, severity, sum(coalesce(n.findings, 0) - coalesce(b.findings, 0))::int
       from (select * from now where state = 'open') n
       full join (select * from before where state = 'open') b using (asset_id, kind, severity)
       group by asset_id, severity having sum(coalesce(n.findings, 0) - coalesce(b.findings, 0)) <> 0
       on conflict (asset_id, day, severity) do update set open_delta = posture_day.open_delta + excluded.open_delta
     ), risk as (
       insert into risk_day (asset_id, day, kind, severity, cause, delta)
       select asset_id, ($2::timestamptz at time zone 'UTC')::date, kind, severity, $3, coalesce(n.risk, 0) - coalesce(b.risk, 0)
       from (select * from now where state = 'open') n
       full join (select * from before where state = 'open') b using (asset_id, kind, severity)
       where coalesce(n.risk, 0) <> coalesce(b.risk, 0)
       on conflict (asset_id, day, kind, severity, cause) do update set delta = risk_day.delta + excluded.delta
     ), emptied as (
       delete from posture_count c where c.asset_id = any($1::uuid[])
         and not exists (select from now n
                         where (n.asset_id, n.kind, n.severity, n.state) = (c.asset_id, c.kind, c.severity, c.state))
     )
     insert into posture_count (asset_id, kind, severity, state, findings, observations, top_score, risk)
     select asset_id, kind, severity, state, findings, observations, top_score, risk from now
     on conflict (asset_id, kind, severity, state) do update
       set findings = excluded.findings, observations = excluded.observations, top_score = excluded.top_score,
           risk = excluded.risk
       where (posture_count.findings, posture_count.observations, posture_count.top_score, posture_count.risk)
         is distinct from (excluded.findings, excluded.observations, excluded.top_score, excluded.risk)`,
    [[...flows.keys()], at, cause],
  )
  await recordFlows(tx, flows, at)
  await touchWritten(tx, [...flows.keys()])
}

const NO_FLOW: Flow = { opened: [], reopened: [], fixed: [] }

async function recordFlows(tx: Tx, flows: ReadonlyMap<string, Flow>, at: Date): Promise<void> {
  const opened = [...flows].flatMap(([asset, flow]) => flow.opened.map((one) => ({ asset, ...one })))
  const changed = [...flows].flatMap(([asset, { reopened, fixed }]) => [
    ...reopened.map((id) => ({ asset, id, reopened: 1, fixed: 0 })),
    ...fixed.map((id) => ({ asset, id, reopened: 0, fixed: 1 })),
  ])
  if (opened.length + changed.length === 0) return
  await tx.query(
    `insert into posture_day (asset_id, day, severity, opened, reopened, fixed)
     select asset, ($1::timestamptz at time zone 'UTC')::date, severity, sum(opened), sum(reopened), sum(fixed)
     from (select asset, severity, count as opened, 0 as reopened, 0 as fixed
           from unnest($2::uuid[], $3::int[], $4::int[]) as o (asset, severity, count)
           union all
           select c.asset, coalesce(f.severity_override, f.severity), 0, c.reopened, c.fixed
           from unnest($5::uuid[], $6::uuid[], $7::int[], $8::int[]) as c (asset, id, reopened, fixed)
           join finding f on f.asset_id = c.asset and f.id = c.id and f.posture) flow
     group by asset, severity
     on conflict (asset_id, day, severity) do update
       set opened = posture_day.opened + excluded.opened, reopened = posture_day.reopened + excluded.reopened,
           fixed = posture_day.fixed + excluded.fixed`,
    [
      at,
      opened.map((one) => one.asset),
      opened.map((one) => one.severity),
      opened.map((one) => one.count),
      changed.map((one) => one.asset),
      changed.map((one) => one.id),
      changed.map((one) => one.reopened),
      changed.map((one) => one.fixed),
    ],
  )
}
