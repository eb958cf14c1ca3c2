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
  const { asset, report, scope, at, main } = args
  await place(tx, args, assignments)
  return insertPlaced(tx, ONE, [asset, report, scope], { at, main })
}

/** The placed rows of one scope (`$1` asset, `$2` report, `$3` scope), so that every statement is about one asset. */
const ONE = placedRows(
  'staged_placement p join staged_observation s on s.asset_id = $1 and s.report_id = $2 and s.id = p.id and s.scope_id = $3',
  'p.asset_id = $1 and p.report_id = $2',
  'asset_id = $1 and id = $3',
)

/** Those of many scopes: `$1` assets, `$2` report, `$3` scopes. */
export const MANY = placedRows(
  'staged_placement p join staged_observation s on s.asset_id = p.asset_id and s.report_id = $2 and s.id = p.id and s.scope_id = any($3::uuid[])',
  'p.asset_id = any($1::uuid[]) and p.report_id = $2',
  'asset_id = s.asset_id and id = s.scope_id',
)

export interface PlacedRows {
  all: string
  opening: string
  /** The tool of a row's scope. */
  tool: string
}

/** `from`: tables that give `s`, a row like staged_observation's, and `p` with the `finding_id` it goes to and the `reason`. */
export function placedRows(from: string, where: string, scope: string): PlacedRows {
  return {
    all: `${from} where ${where}`,
    opening: `${from} left join policy_outcome told on told.content = s.policy_content ${joinSignal('s.advisories')} where ${where} and p.finding_id = s.id`,
    tool: `(select tool from scope where ${scope})`,
  }
}

const EPSS = signalEpss('s.epss')
const EXPLOITED = signalExploited('s.known_exploited')
const MATURITY = signalMaturity('s.known_exploited')

/** Decides once which rows are fresh and where they go: the statements after it read this narrow table. */
async function place(tx: Tx, { asset, report, scope }: InsertArgs, assignments: Assignments): Promise<void> {
  const assigned = [...assignments]
  await tx.query(
    `insert into staged_placement (asset_id, report_id, id, finding_id, reason)
     select $1, $2, fresh.id, coalesce(a.finding, fresh.id), coalesce(a.reason, '{"rule":"first"}')
     from (select s.id from staged_observation s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
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

/** Inserts what staged_placement says is fresh. `about` are the parameters of `rows`. Returns how many findings were opened, by severity. */
export async function insertPlaced(
  tx: Tx,
  rows: PlacedRows,
  about: readonly unknown[],
  { at, main }: { at: Date; main: boolean },
): Promise<(Opened & { asset: string })[]> {
  await tx.query(
    `insert into observation (asset_id, id, scope_id, finding_id, key, snippet_key, content, present, kind, rule, path, line,
                              reason, first_report_id, first_seen, gone_at)
     select s.asset_id, s.id, s.scope_id, p.finding_id, s.key, s.snippet_key, s.content, s.present, s.kind, s.rule, s.path, s.line,
            p.reason, $2, $4::timestamptz, case when not s.present then $4::timestamptz end
     from ${rows.all}`,
    [...about, at],
  )
  await tx.query(
    `insert into observation_detail (asset_id, observation_id, data, raw)
     select s.asset_id, s.id, s.data::jsonb, s.raw from ${rows.all}`,
    [...about],
  )
  const opened = await tx.query<Opened & { asset: string }>(insertFindings(rows), [...about, at, main])
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, report_id, data)
     select s.asset_id, s.id, p.finding_id, $4, case when p.finding_id = s.id then 'opened' else 'merged' end, $2,
            case when p.finding_id <> s.id then p.reason end
     from ${rows.all}`,
    [...about, at],
  )
  return opened.rows
}

const insertFindings = ({ opening, tool }: PlacedRows): string =>
  `with opened as (
     insert into finding (asset_id, id, posture, present, verdict, kind, severity, title, rule, place, path, line, cwes,
                          advisories, component, component_version, fix_version, tools, cvss, cvss_vector, epss,
                          known_exploited, exploit_maturity, epss_before, cve_year, automatable, confidence, noise, reachability, likelihood, impact, ssvc, score, certainty, first_seen, fixed_at, changed_at,
                          policy_outcome, tags, due_at)
     select s.asset_id, s.id, $5, s.present, s.verdict, s.kind, s.severity, s.title, s.rule, s.place, s.path, s.line, s.cwes,
            s.advisories, s.component, s.component_version, s.fix_version, array[${tool}], s.cvss, s.cvss_vector, ${EPSS},
            ${EXPLOITED}, ${MATURITY}, signal.epss_before, signal.cve_year, signal.automatable, s.confidence, s.noise, s.reachability, s.likelihood, s.impact, s.ssvc,
            -- What the feeds add was not known when it was scored.
            case when (s.epss, s.known_exploited, null::smallint, null::real, null::bool, (select ${newestYear('x')} from unnest(s.advisories) x))
              is not distinct from (${EPSS}, ${EXPLOITED}, ${MATURITY}, signal.epss_before, signal.automatable, signal.cve_year) then s.score end,
            s.certainty, $4::timestamptz, case when not s.present then $4::timestamptz end, $4::timestamptz,
            case when $5 then told.id end, case when $5 and told.id is not null then s.policy_tags else '{}' end,
            case when $5 and told.id is not null and s.present then $4::timestamptz + s.due_days * interval '1 day' end
     from ${opening}
     returning asset_id, severity)
   select asset_id as asset, severity, count(*)::int as count from opened group by 1, 2`

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
