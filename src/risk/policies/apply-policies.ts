import { SAME_STATE } from '../../findings/same-state.ts'
import type { Tx } from '../../platform/database.ts'
import { modelInForce } from '../models/model-in-force.ts'
import { boundedScore } from '../score-sql.ts'
import { plainDue } from '../sla/set-due-dates.ts'
import { PolicySet } from './evaluate.ts'
import { type Changed, followChanges } from './live/follow-changes.ts'
import { type GroupRow, Projection, readRows } from './live/groups.ts'
import { livePart } from './live/live-rules.ts'
import { type KeptEffect, keptEffects, outcomeIds } from './live/outcome-store.ts'
import { PlaceClasses } from './live/place-classes.ts'
import { covers, type Place, readPlaces } from './live/places.ts'
import { pushDown } from './live/push-down.ts'
import type { Policy } from './policy.ts'
import { type InForce, policiesInForce } from './store/policies-in-force.ts'

/**
 * Makes findings of assets what the policies in force say of them: points, tags, noise and the outcome that due dates, routing and
 * "what fires" read. `unranked` = those that this transaction wrote. The rules are asked once for each distinct combination of what they
 * look at, and rows that come out the same are not written. A row whose noise changes loses its score, for ranking to make it again.
 * `facts` = what is other than before: assets without a policy that looks at any of it are left out. Call it under the assets' locks.
 * Returns how many rows were written.
 */
export async function applyPolicies(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
  facts?: RegExp,
): Promise<number> {
  const inForce = (await policiesInForce(tx)).flatMap((one) => {
    const policy = livePart(one.policy)
    return policy ? [{ ...one, policy }] : []
  })
  const asked = facts ? inForce.filter(({ policy }) => looksAt(policy, facts)) : undefined
  if (asked?.length === 0) return 0
  const all = await readPlaces(tx, assets)
  const places = asked ? all.filter((place) => asked.some((one) => covers(one, place))) : all
  if (places.length === 0) return 0
  const changed = await applyAt(tx, places, inForce, scopeOf(which))
  const written = changed.reduce((sum, { rows }) => sum + rows, 0)
  const acting = Map.groupBy(
    changed.filter(({ open }) => open !== null),
    ({ asset }) => asset,
  )
  const changes = places.flatMap((place) => {
    const own = acting.get(place.id)
    return own ? [{ place, changed: own }] : []
  })
  if (changes.length > 0) await followChanges(tx, changes)
  return written
}

const looksAt = (policy: Policy, facts: RegExp): boolean =>
  [...new PolicySet([policy]).uses].some((fact) => facts.test(fact))

const scopeOf = (which: 'all' | 'unranked'): string =>
  `f.asset_id = any($1::uuid[]) and f.posture and f.merged_into is null ${
    which === 'unranked' ? 'and (f.score is null or f.xmin = pg_current_xact_id()::xid)' : ''
  }`

interface Made {
  outcome: number | null
  points: number
  noise: boolean
  tags: string[]
  sla: { days: number; from: string; calendar: string | null } | undefined
}

interface ChangedAt extends Changed {
  asset: string
}

async function applyAt(
  tx: Tx,
  places: readonly Place[],
  inForce: readonly InForce[],
  scope: string,
): Promise<ChangedAt[]> {
  const tests = pushDown()
  const here = inForce.filter((one) => places.some((place) => covers(one, place)))
  const pushed = here.map((one) => ({ ...one, policy: tests.policyOf(one.policy) }))
  const whole = new PolicySet(pushed.map(({ policy }) => policy))
  const projection = new Projection(whole, tests.columns)
  const classes = new PlaceClasses([pushed], whole.uses)
  const at = { assets: places.map(({ id }) => id), codes: places.map((place) => classes.codeOf(place)) }
  const rows = await readRows(
    tx,
    `select distinct ${['p.code', projection.select].filter(Boolean).join(', ')}
     from finding f join unnest($1::uuid[], $2::int[]) as p (id, code) on p.id = f.asset_id where ${scope}`,
    [at.assets, at.codes],
  )
  if (rows.length === 0) return []
  const model = await modelInForce(tx)
  const readers = classes.all.map(({ place, sets: [set] }) => ({
    set,
    read: projection.reader(place, model),
  }))
  const effects = rows.map(([code, ...row]) => {
    const { set, read } = readers[Number(code)] as (typeof readers)[number]
    const { facts, cel } = read(row)
    return keptEffects((set as PolicySet).outcome(facts, cel))
  })
  const ids = await outcomeIds(tx, effects)
  const made = effects.map((one, i) => madeOf(one, ids[i] ?? null))
  return write(tx, { scope, at, projection }, rows, made)
}

const madeOf = (effects: readonly KeptEffect[], outcome: number | null): Made => ({
  outcome,
  points: Math.round(10 * Number(effects.find(({ effect }) => effect === 'rank')?.value ?? 0)),
  noise: effects.some(({ effect }) => effect === 'noise'),
  tags: effects.flatMap(({ effect, value }) => (effect === 'tag' ? [String(value)] : [])).sort(),
  sla: effects.find(({ effect }) => effect === 'sla')?.value as Made['sla'],
})

const SCORE = `case when f.score is null or f.policy_noise <> r.new_noise then null
  else greatest(${boundedScore('f.likelihood', 'f.impact', 'r.new_points')}, f.least_score) end`

/** Here too, since it goes with the outcome: one write a row. Working days are counted by `setDueDates`. */
const DUE = `case when not f.present or r.new_by_calendar then f.due_at
  when r.new_days is not null then ${plainDue('r.new_days', 'r.new_from')} end`

/**
 * Writes what differs. `had` selects findings with the columns by which their groups are told apart, `on`; `made` the {@link Made} of each group
 * as `new_…`. Which findings they are is only told of outcomes by which somebody gets something to do. Each step by itself, or the planner,
 * which cannot know how alike the findings are, compares every finding with every group.
 */
const update = (had: string, made: string, on: string): string => `
  with acting as materialized (
    select id from policy_outcome where effects @> '[{"effect":"assign"}]' or effects @> '[{"effect":"notify"}]'
  ), had as materialized (${had}), target as materialized (
    select had.asset_id, had.id, had.was, r.* from had join ${made} using (${on})
    where (had.was, had.points, had.noised, had.tagged) is distinct from (r.new_outcome, r.new_points, r.new_noise, r.new_tags)
  ), written as (
    update finding f set ${SAME_STATE}, policy_outcome = r.new_outcome, policy_points = r.new_points, policy_noise = r.new_noise,
      tags = string_to_array(r.new_tags, ','), due_at = ${DUE}, score = ${SCORE}
    from target r
    where f.asset_id = any($1::uuid[]) and f.asset_id = r.asset_id and f.id = r.id
    returning f.asset_id, f.id, r.was, f.policy_outcome as now, f.state
  )
  select asset_id as asset, was, now, count(*)::int as rows, array_agg(id) filter (
    where state = 'open' and (was in (select id from acting) or now in (select id from acting))) as open
  from written group by asset_id, was, now`

const MADE = 'new_outcome, new_points, new_noise, new_tags, new_days, new_from, new_by_calendar'

async function write(
  tx: Tx,
  {
    scope,
    at,
    projection: { select, names, types },
  }: { scope: string; at: { assets: string[]; codes: number[] }; projection: Projection },
  rows: readonly GroupRow[],
  made: readonly Made[],
): Promise<ChangedAt[]> {
  const columns = ['code', ...names]
  const arrays = ['int', ...types].map((type, n) => `$${n + 10}::${type}[]`)
  const had = `select f.asset_id, f.id, f.policy_outcome as was, f.policy_points as points, f.policy_noise as noised,
      array_to_string(f.tags, ',') as tagged, p.code${select && `, ${select}`}
    from finding f join unnest($1::uuid[], $2::int[]) as p (id, code) on p.id = f.asset_id where ${scope}`
  const given = `unnest(${[...arrays, '$3::int[]', '$4::smallint[]', '$5::bool[]', '$6::text[]', '$7::int[]', '$8::text[]', '$9::bool[]'].join(', ')})
    as r (${[...columns, MADE].join(', ')})`
  const { rows: changed } = await tx.query<ChangedAt>(update(had, given, columns.join(', ')), [
    at.assets,
    at.codes,
    made.map(({ outcome }) => outcome),
    made.map(({ points }) => points),
    made.map(({ noise }) => noise),
    made.map(({ tags }) => tags.join(',')),
    made.map(({ sla }) => sla?.days ?? null),
    made.map(({ sla }) => sla?.from ?? null),
    made.map(({ sla }) => Boolean(sla?.calendar)),
    ...columns.map((_, n) => rows.map((row) => row[n])),
  ])
  return changed
}
