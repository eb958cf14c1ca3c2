import { touchFindings } from '../../findings/touch-findings.ts'
import type { Tx } from '../../platform/database.ts'
import { modelInForce } from '../models/model-in-force.ts'
import { boundedScore } from '../score-sql.ts'
import { plainDue } from '../sla/set-due-dates.ts'
import { PolicySet } from './evaluate.ts'
import { type Changed, followChanges } from './live/follow-changes.ts'
import { type GroupRow, Projection, readRows } from './live/groups.ts'
import { livePart } from './live/live-rules.ts'
import { type KeptEffect, keptEffects, outcomeIds } from './live/outcome-store.ts'
import { covers, type Place, readPlaces } from './live/places.ts'
import { pushDown, type Tests } from './live/push-down.ts'
import { policiesInForce } from './store/policies-in-force.ts'

/**
 * Makes an asset's findings what the policies in force say of them: points, tags, noise and the outcome that due dates, routing and
 * "what fires" read. `unranked` = those that this transaction wrote. The rules are asked once for each distinct combination of what they
 * look at, and rows that come out the same are not written. A row whose noise changes loses its score, for ranking to make it again.
 * Call it under the asset's lock. Returns how many rows were written.
 */
export async function applyPolicies(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<number> {
  const [place] = await readPlaces(tx, [asset])
  if (!place) return 0
  const inForce = (await policiesInForce(tx)).filter((one) => covers(one, place))
  const tests = pushDown()
  const set = new PolicySet(inForce.flatMap(({ policy }) => livePart(policy) ?? []).map(tests.policyOf))
  const scope = scopeOf(which)
  const changed =
    set.rules.length > 0 ? await applySet(tx, place, { set, tests }, scope) : await clear(tx, asset, scope)
  const written = changed.reduce((sum, { rows }) => sum + rows, 0)
  if (written === 0) return 0
  await touchFindings(tx, asset)
  await followChanges(tx, place, changed)
  return written
}

const scopeOf = (which: 'all' | 'unranked'): string =>
  `f.asset_id = $1 and f.posture and f.merged_into is null ${
    which === 'unranked' ? 'and (f.score is null or f.xmin = pg_current_xact_id()::xid)' : ''
  }`

interface Made {
  outcome: number | null
  points: number
  noise: boolean
  tags: string[]
  sla: { days: number; from: string; calendar: string | null } | undefined
}

async function applySet(
  tx: Tx,
  place: Place,
  { set, tests }: { set: PolicySet; tests: Tests },
  scope: string,
): Promise<Changed[]> {
  const projection = new Projection(set, tests.columns)
  const rows = await readRows(
    tx,
    `select distinct ${projection.select || 'true as c'} from finding f where ${scope}`,
    [place.id],
  )
  if (rows.length === 0) return []
  const read = projection.reader(place, await modelInForce(tx))
  const effects = rows.map((row) => {
    const { facts, cel } = read(row)
    return keptEffects(set.outcome(facts, cel))
  })
  const ids = await outcomeIds(tx, effects)
  return write(
    tx,
    place.id,
    scope,
    projection,
    rows,
    effects.map((one, i) => madeOf(one, ids[i] ?? null)),
  )
}

const madeOf = (effects: readonly KeptEffect[], outcome: number | null): Made => ({
  outcome,
  points: Math.round(10 * Number(effects.find(({ effect }) => effect === 'rank')?.value ?? 0)),
  noise: effects.some(({ effect }) => effect === 'noise'),
  tags: effects.flatMap(({ effect, value }) => (effect === 'tag' ? [String(value)] : [])).sort(),
  sla: effects.find(({ effect }) => effect === 'sla')?.value as Made['sla'],
})

const SCORE = `case when f.score is null or f.policy_noise <> r.new_noise then null
  else ${boundedScore('f.likelihood', 'f.impact', 'r.new_points')} end`

/** Here too, since it goes with the outcome: one write a row. Working days are counted by `setDueDates`. */
const DUE = `case when not f.present or r.new_by_calendar then f.due_at
  when r.new_days is not null then ${plainDue('r.new_days', 'r.new_from')} end`

/**
 * Writes what differs. `source` selects {@link Made} as `new_…` with `id` and the outcome that `was`. Which findings they are is only
 * told of outcomes by which somebody gets something to do.
 */
const update = (source: string): string => `
  with acting as materialized (
    select id from policy_outcome where effects @> '[{"effect":"assign"}]' or effects @> '[{"effect":"notify"}]'
  ), target as (${source}), written as (
    update finding f set policy_outcome = r.new_outcome, policy_points = r.new_points, policy_noise = r.new_noise,
      tags = string_to_array(r.new_tags, ','), due_at = ${DUE}, score = ${SCORE}
    from target r
    where f.asset_id = $1 and f.id = r.id
      and (f.policy_outcome, f.policy_points, f.policy_noise, array_to_string(f.tags, ',')) is distinct from (r.new_outcome, r.new_points, r.new_noise, r.new_tags)
    returning f.id, r.was, f.policy_outcome as now, f.state
  )
  select was, now, count(*)::int as rows, array_agg(id) filter (
    where state = 'open' and (was in (select id from acting) or now in (select id from acting))) as open
  from written group by was, now`

const SLA_COLUMNS = ['new_days', 'new_from', 'new_by_calendar']

async function write(
  tx: Tx,
  asset: string,
  scope: string,
  { select, names, types }: Projection,
  rows: readonly GroupRow[],
  made: readonly Made[],
): Promise<Changed[]> {
  const arrays = types.map((type, at) => `$${at + 9}::${type}[]`)
  const on = names.length > 0 ? `using (${names.join(', ')})` : 'on true'
  const columns = [...names, 'new_outcome', 'new_points', 'new_noise', 'new_tags', ...SLA_COLUMNS].join(', ')
  const source = `select i.id, i.was, r.new_outcome, r.new_points, r.new_noise, r.new_tags, ${SLA_COLUMNS.map((name) => `r.${name}`).join(', ')}
    from (select f.id, f.policy_outcome as was${select && `, ${select}`} from finding f where ${scope}) i
    join unnest(${[...arrays, '$2::int[]', '$3::smallint[]', '$4::bool[]', '$5::text[]', '$6::int[]', '$7::text[]', '$8::bool[]'].join(', ')}) as r (${columns}) ${on}`
  const { rows: changed } = await tx.query<Changed>(update(source), [
    asset,
    made.map(({ outcome }) => outcome),
    made.map(({ points }) => points),
    made.map(({ noise }) => noise),
    made.map(({ tags }) => tags.join(',')),
    made.map(({ sla }) => sla?.days ?? null),
    made.map(({ sla }) => sla?.from ?? null),
    made.map(({ sla }) => Boolean(sla?.calendar)),
    ...names.map((_, at) => rows.map((row) => row[at])),
  ])
  return changed
}

/** No rule that can make anything of findings is in force here: what earlier ones made goes. */
async function clear(tx: Tx, asset: string, scope: string): Promise<Changed[]> {
  const source = `select f.id, f.policy_outcome as was, null::int as new_outcome, 0::smallint as new_points, false as new_noise, '' as new_tags,
      null::int as new_days, null::text as new_from, false as new_by_calendar
    from finding f where ${scope} and f.policy_outcome is not null`
  const { rows } = await tx.query<Changed>(update(source), [asset])
  return rows
}
