import { joinSignal, signalEpss, signalExploited, signalMaturity } from '../intel/store/signal.ts'
import { VEX_SOURCES } from '../model/vex-sources.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export interface RefreshArgs {
  asset: string
  findings: readonly string[]
  at: Date
  report?: string
}

export interface Refreshed {
  fixed: string[]
  reopened: string[]
}

/**
 * Makes the narrow rows of findings again from their observations: those present on the default branch count; without
 * any, those present elsewhere; without any, all that ever were. Rows that come out the same are not written; those
 * written lose their score, for risk to make it again. Appends `fixed` and `reopened` events where presence changed.
 */
export async function refreshFindings(
  tx: Tx,
  { asset, findings, at, report }: RefreshArgs,
): Promise<Refreshed> {
  const { rows } = await tx.query<Row>(REFRESH_ONE, [asset, findings, at])
  await appendPresence(tx, rows, { at, report })
  return { fixed: idsOf(rows, false), reopened: idsOf(rows, true) }
}

/** The same in many assets by one statement: their findings, by asset. */
export async function refreshMany(
  tx: Tx,
  findings: ReadonlyMap<string, readonly string[]>,
  told: { at: Date; report?: string },
): Promise<Map<string, Refreshed>> {
  const { rows } = await tx.query<Row>(REFRESH_MANY, [
    [...findings.keys()],
    [...findings.values()].flat(),
    told.at,
  ])
  await appendPresence(tx, rows, told)
  return new Map(
    [...Map.groupBy(rows, ({ asset }) => asset)].map(([asset, own]) => [
      asset,
      { fixed: idsOf(own, false), reopened: idsOf(own, true) },
    ]),
  )
}

/** A finding that went or came back. */
interface Row {
  asset: string
  id: string
  present: boolean
}

const idsOf = (rows: readonly Row[], present: boolean): string[] =>
  rows.flatMap((row) => (row.present === present ? [row.id] : []))

async function appendPresence(
  tx: Tx,
  rows: readonly Row[],
  { at, report }: { at: Date; report?: string | undefined },
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, report_id)
     select e.asset, e.id, e.finding, $1, e.type, $2 from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) as e (asset, id, finding, type)`,
    [
      at,
      report ?? null,
      rows.map((row) => row.asset),
      rows.map(newId),
      rows.map((row) => row.id),
      rows.map((row) => (row.present ? 'reopened' : 'fixed')),
    ],
  )
}

const CLEARED = "('accepted', 'false_positive')"
const VEX = `('${VEX_SOURCES.join("', '")}')`

/** Of one asset ($1), so that every statement is about one, or of many. */
interface Which {
  /** That a row is of the asset, or of one of them. */
  of(row: string): string
  /** That a row is of the asset of another. */
  same(row: string, other: string): string
}
const ONE: Which = { of: (row) => `${row}.asset_id = $1`, same: (row) => `${row}.asset_id = $1` }
const MANY: Which = {
  of: (row) => `${row}.asset_id = any($1::uuid[])`,
  same: (row, other) => `${row}.asset_id = ${other}.asset_id`,
}

/**
 * One pass over the observations, a group a finding, and what a group says unfolded in its own row. No step is joined with another: the planner
 * takes them for one row each, and loops over all of both.
 */
const refreshing = ({ of, same }: Which): string => `
with seen as (
  select o.asset_id, o.finding_id, o.id, o.kind, o.rule, o.path, o.line, o.first_seen, s.tool, d.data,
         coalesce(array_position(array['unknown','info','low','medium','high','critical'], d.data->>'severity') - 1, 0) as severity,
         array_position(array['low','medium','high'], d.data->>'confidence') as confidence,
         d.data #>> '{verdict,state}' as verdict,
         -- Somebody's word on what tools see there: it is none of them.
         coalesce(d.data #>> '{verdict,source}' in ${VEX}, false) as stated,
         d.data #>> '{component,version}' as version,
         e.weight, max(e.weight) over own as most, bool_or(e.main) over own as posture, bool_or(o.present and e.main) over own as on_main,
         bool_or(o.present) over own as anywhere, min(o.first_seen) over own as since, max(o.gone_at) over own as gone_at
  from observation o
  join asset a on a.id = o.asset_id
  join scope s on ${same('s', 'o')} and s.id = o.scope_id
  join observation_detail d on ${same('d', 'o')} and d.observation_id = o.id
  cross join lateral (
    select s.branch = a.default_branch as main,
           case when o.present and s.branch = a.default_branch then 2 when o.present then 1 else 0 end as weight) e
  where ${of('o')} and o.finding_id = any($2::uuid[])
  window own as (partition by o.asset_id, o.finding_id)
), counted as (
  select *, verdict is not null and stated as vex, coalesce(verdict in ${CLEARED}, false) as clears,
         row_number() over (partition by asset_id, finding_id order by stated, severity desc, first_seen, id) as nth
  from seen where weight = most
), told as (
  select asset_id, finding_id, bool_or(posture) as posture, bool_or(on_main) as on_main, bool_or(anywhere) as anywhere,
         min(since) as first_seen, max(gone_at) as gone_at, max(severity) as severity, max(confidence) as confidence,
         coalesce(array_agg(distinct tool) filter (where not stated), array_agg(distinct tool)) as tools,
         case when bool_and(clears) then min(verdict) end as verdict,
         max((data->>'epss')::real) as epss, bool_or((data->>'knownExploited')::boolean) as known_exploited,
         coalesce(nullif(count(*) filter (where not stated), 0), count(*)) as voices,
         -- What VEX documents say of the package, and of which versions of it; and the versions of which tools say no such thing.
         bool_and(clears) filter (where vex) as vex_clears, min(verdict) filter (where vex) as vex,
         bool_or(version is null) filter (where vex) as vex_whole, array_agg(version) filter (where vex) as vex_versions,
         array_agg(version) filter (where not clears) as uncleared,
         min(kind) filter (where nth = 1) as kind, min(rule) filter (where nth = 1) as rule, min(path) filter (where nth = 1) as path,
         min(line) filter (where nth = 1) as line, (array_agg(data) filter (where nth = 1))[1] as data,
         array_agg(data->'cvss' order by nth) as cvss, array_agg(data->'noise') as noise, array_agg(data->'cwes') as cwes,
         array_agg(data->'advisories') as advisories
  from counted group by asset_id, finding_id
), made as materialized (
  select t.asset_id, t.finding_id as id, t.posture, case when t.posture then t.on_main else t.anywhere end as present,
         coalesce(t.verdict, cleared.verdict) as verdict, t.kind, t.severity::smallint, left(t.data->>'title', 500) as title, t.rule,
         coalesce(t.data->>'place', t.rule) as place, t.path, t.line, coalesce(weak.cwes, '{}') as cwes,
         coalesce(known.advisories, '{}') as advisories, t.data #>> '{component,name}' as component,
         t.data #>> '{component,version}' as component_version, t.data #>> '{component,fixVersions,0}' as fix_version,
         t.tools, r.score as cvss, r.vector as cvss_vector, ${signalEpss('t.epss')} as epss,
         ${signalExploited('t.known_exploited')} as known_exploited, ${signalMaturity('t.known_exploited')} as exploit_maturity,
         signal.epss_before, signal.cve_year, signal.automatable, t.confidence::smallint,
         coalesce(quiet.noise, '{}') as noise, t.first_seen, t.gone_at
  from told t
  -- A statement counts for the tools that only see the package there, in that version; another statement contradicts it.
  cross join lateral (
    select case when t.vex_clears and (t.vex_whole or not exists (
      select from unnest(t.uncleared) as u (version) where not coalesce(u.version = any(t.vex_versions), false))) then t.vex end as verdict) cleared
  left join lateral (
    select (v->>'score')::real as score, v->>'vector' as vector from unnest(t.cvss) c, jsonb_array_elements(c) v
    order by 1 desc nulls last limit 1) r on true
  -- What every tool's word gives: one that sees it in code that runs is enough to take it seriously.
  cross join lateral (
    select array_agg(reason order by reason) as noise from (
      select reason from unnest(t.noise) n, jsonb_array_elements_text(n) reason group by 1 having count(*) >= t.voices) agreed) quiet
  cross join lateral (select array_agg(distinct x::int) as cwes from unnest(t.cwes) c, jsonb_array_elements_text(c) x) weak
  cross join lateral (select array_agg(distinct x) as advisories from unnest(t.advisories) a, jsonb_array_elements_text(a) x) known
  ${joinSignal('known.advisories')}
), written as (
  update finding f
  set posture = m.posture, present = m.present, verdict = m.verdict, kind = m.kind, severity = m.severity, title = m.title,
      rule = m.rule, place = m.place, path = m.path, line = m.line, cwes = m.cwes, advisories = m.advisories,
      component = m.component, component_version = m.component_version, fix_version = m.fix_version, tools = m.tools,
      cvss = m.cvss, cvss_vector = m.cvss_vector, epss = m.epss, known_exploited = m.known_exploited,
      exploit_maturity = m.exploit_maturity, epss_before = m.epss_before, cve_year = m.cve_year, automatable = m.automatable,
      confidence = m.confidence, noise = m.noise, first_seen = m.first_seen,
      fixed_at = case when m.present then null else coalesce(f.fixed_at, m.gone_at, $3) end,
      changed_at = greatest(f.changed_at, $3), score = null
  from made m
  where ${of('f')} and ${same('f', 'm')} and f.id = m.id
    and (f.posture, f.present, f.verdict, f.kind, f.severity, f.title, f.rule, f.place, f.path, f.line, f.cwes, f.advisories,
         f.component, f.component_version, f.fix_version, f.tools, f.cvss, f.cvss_vector, f.epss, f.known_exploited, f.exploit_maturity, f.epss_before, f.cve_year, f.automatable,
         f.confidence, f.noise, f.first_seen)
      is distinct from
        (m.posture, m.present, m.verdict, m.kind, m.severity, m.title, m.rule, m.place, m.path, m.line, m.cwes, m.advisories,
         m.component, m.component_version, m.fix_version, m.tools, m.cvss, m.cvss_vector, m.epss, m.known_exploited, m.exploit_maturity, m.epss_before, m.cve_year, m.automatable,
         m.confidence, m.noise, m.first_seen)
)
select f.asset_id as asset, f.id, m.present from made m join finding f on ${same('f', 'm')} and f.id = m.id
where ${of('f')} and f.present <> m.present order by m.present, f.id`

const REFRESH_ONE = refreshing(ONE)
const REFRESH_MANY = refreshing(MANY)
