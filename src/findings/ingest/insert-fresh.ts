import {
  joinSignal,
  newestYear,
  signalEpss,
  signalExploited,
  signalMaturity,
} from '../../intel/store/signal.ts'
import type { Tx } from '../../platform/database.ts'
import type { Opened } from '../posture.ts'
import type { Assignments } from './assign.ts'
import type { ScopeArgs } from './compare.ts'

export interface InsertArgs extends ScopeArgs {
  at: Date
  /** The scope is the default branch's: its findings are the posture. */
  main: boolean
}

/**
 * Inserts the fresh observations with their details, and a finding for each that belongs to no other: the finding takes
 * the id of the observation that opens it. Returns how many findings were opened, by severity.
 */
export async function insertFresh(tx: Tx, args: InsertArgs, assignments: Assignments): Promise<Opened[]> {
  await place(tx, args, assignments)
  await insertObservations(tx, args)
  const opened = await insertFindings(tx, args)
  await appendEvents(tx, args)
  return opened
}

const STAGED = 'staged_observation s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3'
const PLACEMENT = `staged_placement p
  join staged_observation s on s.asset_id = $1 and s.report_id = $2 and s.id = p.id and s.scope_id = $3`
const PLACED = `${PLACEMENT} where p.asset_id = $1 and p.report_id = $2`
const OPENING = `${PLACEMENT} ${joinSignal('s.advisories')}
  where p.asset_id = $1 and p.report_id = $2 and p.finding_id = p.id`
const EPSS = signalEpss('s.epss')
const EXPLOITED = signalExploited('s.known_exploited')
const MATURITY = signalMaturity('s.known_exploited')

/** Decides once which rows are fresh and where they go: the statements after it read this narrow table. */
async function place(tx: Tx, { asset, report, scope }: InsertArgs, assignments: Assignments): Promise<void> {
  const assigned = [...assignments]
  await tx.query(
    `insert into staged_placement (asset_id, report_id, id, finding_id, reason)
     select $1, $2, fresh.id, coalesce(a.finding, fresh.id), coalesce(a.reason, '{"rule":"first"}')
     from (select s.id from ${STAGED}
             and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)) fresh
     left join unnest($4::uuid[], $5::uuid[], $6::jsonb[]) as a (id, finding, reason) on a.id = fresh.id`,
    [
      asset,
      report,
      scope,
      assigned.map(([id]) => id),
      assigned.map(([, a]) => a.finding),
      assigned.map(([, a]) => a.reason),
    ],
  )
}

async function insertObservations(tx: Tx, { asset, report, scope, at }: InsertArgs): Promise<void> {
  await tx.query(
    `insert into observation (asset_id, id, scope_id, finding_id, key, snippet_key, content, present, kind, rule, path, line,
                              reason, first_report_id, first_seen, gone_at)
     select $1, s.id, $3, p.finding_id, s.key, s.snippet_key, s.content, s.present, s.kind, s.rule, s.path, s.line,
            p.reason, $2, $4::timestamptz, case when not s.present then $4::timestamptz end
     from ${PLACED}`,
    [asset, report, scope, at],
  )
  await tx.query(
    `insert into observation_detail (asset_id, observation_id, data, raw)
     select $1, s.id, s.data::jsonb, s.raw from ${PLACED}`,
    [asset, report, scope],
  )
}

async function insertFindings(tx: Tx, { asset, report, scope, at, main }: InsertArgs): Promise<Opened[]> {
  const { rows } = await tx.query<Opened>(
    `with opened as (
       insert into finding (asset_id, id, posture, present, verdict, kind, severity, title, rule, place, path, line, cwes,
                            advisories, component, component_version, fix_version, tools, cvss, cvss_vector, epss,
                            known_exploited, exploit_maturity, epss_before, cve_year, automatable, confidence, noise, reachability, likelihood, impact, ssvc, score, certainty, first_seen, fixed_at, changed_at)
       select $1, s.id, $5, s.present, s.verdict, s.kind, s.severity, s.title, s.rule, s.place, s.path, s.line, s.cwes,
              s.advisories, s.component, s.component_version, s.fix_version,
              array[(select tool from scope where asset_id = $1 and id = $3)], s.cvss, s.cvss_vector, ${EPSS},
              ${EXPLOITED}, ${MATURITY}, signal.epss_before, signal.cve_year, signal.automatable, s.confidence, s.noise, s.reachability, s.likelihood, s.impact, s.ssvc,
              -- What the feeds add was not known when it was scored.
              case when (s.epss, s.known_exploited, null::smallint, null::real, null::bool, (select ${newestYear('x')} from unnest(s.advisories) x))
                is not distinct from (${EPSS}, ${EXPLOITED}, ${MATURITY}, signal.epss_before, signal.automatable, signal.cve_year) then s.score end,
              s.certainty, $4::timestamptz, case when not s.present then $4::timestamptz end, $4::timestamptz
       from ${OPENING}
       returning severity)
     select severity, count(*)::int as count from opened group by severity`,
    [asset, report, scope, at, main],
  )
  return rows
}

async function appendEvents(tx: Tx, { asset, report, scope, at }: InsertArgs): Promise<void> {
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, report_id, data)
     select $1, s.id, p.finding_id, $4, case when p.finding_id = s.id then 'opened' else 'merged' end, $2,
            case when p.finding_id <> s.id then p.reason end
     from ${PLACED}`,
    [asset, report, scope, at],
  )
}

/**
 * Points the shared identities of a staged scope at the findings of their observations, late aliases of known ones
 * included. An observation that a person split off keeps to itself.
 */
export async function recordKeys(tx: Tx, { asset, report, scope }: ScopeArgs): Promise<void> {
  await tx.query(
    `insert into finding_key (asset_id, key, finding_id)
     select distinct on (u.key) $1::uuid, u.key, o.finding_id
     from staged_observation s
     cross join unnest(s.shared_keys) as u (key)
     join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key and not o.pinned
     where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
     order by u.key, o.id
     on conflict (asset_id, key) do nothing`,
    [asset, report, scope],
  )
}
