import { SAME_STATE } from '../../findings/same-state.ts'
import type { Tx } from '../../platform/database.ts'
import { LOOKED_AT, type LookedAt } from '../exceptions/match-standing.ts'
import { workCalendars } from './calendars.ts'
import { dueAfter, type Pause } from './work-days.ts'

/**
 * Gives findings of assets the due dates that policies set: so many days, or working days of a calendar, from when it was first seen,
 * first known or first known to be exploited. Time for which the clock stood does not count. What is fixed keeps the date that it had. Rows whose date stays are not
 * written. Returns how many were.
 */
export async function setDueDates(tx: Tx, assets: readonly string[], which: LookedAt): Promise<number> {
  const scope = `f.asset_id = any($1::uuid[]) and f.merged_into is null and f.present and ${LOOKED_AT[which]}`
  const { rows } = await tx.query<{ calendar: string }>(
    `with ${SLA_OUTCOMES} select distinct o.calendar from sla o
     where o.calendar is not null and exists (select from finding f where ${scope} and f.policy_outcome = o.id)`,
    [assets],
  )
  const calendars = await workCalendars(
    tx,
    rows.map(({ calendar }) => calendar),
  )
  const plain = await writePlain(tx, assets, scope, [...calendars.keys()])
  let written = plain
  if (calendars.size > 0) written += await writeByCalendar(tx, assets, scope, calendars)
  return written
}

/** Of each outcome of policies its SLA: of several the first, as policies have put them in order. */
const SLA_OUTCOMES = `sla as materialized (
  select distinct on (p.id) p.id, (e->'value'->>'days')::int as days, e->'value'->>'from' as from_when, e->'value'->>'calendar' as calendar
  from policy_outcome p cross join lateral jsonb_array_elements(p.effects) with ordinality as x (e, n)
  where e->>'effect' = 'sla' order by p.id, n)`

/** SQL: from when a finding's time counts ({@link SlaStart}). What nobody knows changes nothing: `least` and `greatest` pass over null. */
const startOf = (from: string): string => `case when ${from} = 'known' and cardinality(f.advisories) > 0
  then least(f.first_seen, (select min(v.published) from advisory v where v.id = any(f.advisories)))
  when ${from} = 'exploited' and cardinality(f.advisories) > 0
  then greatest(f.first_seen, (select min(k.added)::timestamptz from known_exploited k where k.cve = any(f.advisories)))
  else f.first_seen end`
const START = startOf('o.from_when')

/** SQL: for how long the clock of a finding stood. `$1` = the assets: where none ever stood, no finding is looked up. */
const STOOD = `coalesce(case when exists (select from sla_pause where asset_id = any($1::uuid[])) then (
  select sum(s.resumed_at - s.paused_at) from sla_pause s
  where s.asset_id = f.asset_id and s.finding_id = f.id and s.resumed_at is not null) end, interval '0')`

/**
 * SQL: when a finding `f` is due by an SLA of plain days (SQL expressions of its values), in a statement of which `$1` are the assets. Policies
 * write it with the outcome it is part of.
 */
export const plainDue = (days: string, from: string): string =>
  `${startOf(from)} + ${days} * interval '24 hours' + ${STOOD}`

/** Days of every kind, in one statement; a calendar that is not there (any more) counts every day. */
async function writePlain(
  tx: Tx,
  assets: readonly string[],
  scope: string,
  calendars: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.query(
    // What differs first: mostly nothing does, and then no finding is read a second time.
    `with ${SLA_OUTCOMES}, had as materialized (
       select f.asset_id, f.id, f.due_at, case when o.id is not null then ${plainDue('o.days', 'o.from_when')} end as due
       from finding f left join sla o on o.id = f.policy_outcome
       where ${scope} and (o.calendar is null or o.calendar <> all($2::text[]))
     )
     update finding f set ${SAME_STATE}, due_at = d.due
     from had d where f.asset_id = any($1::uuid[]) and f.asset_id = d.asset_id and f.id = d.id and d.due_at is distinct from d.due`,
    [assets, calendars],
  )
  return rowCount ?? 0
}

interface Counted {
  start: Date
  days: number
  calendar: string
  /** `from/to` of each pause that is over, one after the other; empty mostly. */
  pauses: string
}

/** Working days are counted once for each distinct beginning, in TypeScript, and written by one join. */
async function writeByCalendar(
  tx: Tx,
  assets: readonly string[],
  scope: string,
  calendars: Awaited<ReturnType<typeof workCalendars>>,
): Promise<number> {
  const inputs = `
    select f.asset_id, f.id, ${START} as start, o.days, o.calendar,
      coalesce((select string_agg(to_json(s.paused_at)#>>'{}' || '/' || (to_json(s.resumed_at)#>>'{}'), ' ' order by s.paused_at) from sla_pause s
        where s.asset_id = f.asset_id and s.finding_id = f.id and s.resumed_at is not null), '') as pauses
    from finding f join sla o on o.id = f.policy_outcome where ${scope} and o.calendar = any($2::text[])`
  const names = [...calendars.keys()]
  const { rows } = await tx.query<Counted & { key: string }>(
    `with ${SLA_OUTCOMES} select distinct start, start::text as key, days, calendar, pauses from (${inputs}) i`,
    [assets, names],
  )
  if (rows.length === 0) return 0
  const dues = rows.map(({ start, days, calendar, pauses }) => {
    const known = calendars.get(calendar)
    return known && dueAfter(start, days, known, readPauses(pauses))
  })
  const { rowCount } = await tx.query(
    // Step by step, or the planner compares every finding with every beginning.
    `with ${SLA_OUTCOMES}, had as materialized (${inputs}), target as materialized (
       select had.asset_id, had.id, r.due
       from had join unnest($3::timestamptz[], $4::int[], $5::text[], $6::text[], $7::timestamptz[]) as r (start, days, calendar, pauses, due)
         using (start, days, calendar, pauses)
     )
     update finding f set ${SAME_STATE}, due_at = d.due from target d
     where f.asset_id = any($1::uuid[]) and f.asset_id = d.asset_id and f.id = d.id and f.due_at is distinct from d.due`,
    [
      assets,
      names,
      rows.map(({ key }) => key),
      rows.map(({ days }) => days),
      rows.map(({ calendar }) => calendar),
      rows.map(({ pauses }) => pauses),
      dues,
    ],
  )
  return rowCount ?? 0
}

const readPauses = (text: string): Pause[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [from = '', to = ''] = one.split('/')
      return { from: new Date(from), to: new Date(to) }
    })
