import { setImmediate } from 'node:timers/promises'
import { type Pool, transaction } from '../../platform/database.ts'
import { INPUT_KEY, rowOfKey, scoreInput } from '../rank-input.ts'
import { riskContexts } from '../ranking-basis.ts'
import type { RiskContext } from '../score/input.ts'
import { bounded, score } from '../score/score.ts'
import { modelInForce } from './model-in-force.ts'
import { type Mover, nameMovers } from './name-movers.ts'
import { type ModelWish, weightsOf } from './weights.ts'

export interface ModelPreview {
  findings: number
  changed: number
  up: number
  down: number
  top100: { entered: number; left: number }
  /** By tens of points. */
  distribution: { from: number; to: number; before: number; after: number }[]
  movers: { up: Mover[]; down: Mover[] }
  ms: number
}

/** Findings that are scored alike: how many, one of them, and the score before and after, in tenths. */
export interface Group {
  asset: string
  finding: string
  count: number
  before: number
  after: number
}

/**
 * What other weights would make of the open findings: all of them are scored, each distinct input once. Throws as `weightsOf`.
 */
export async function previewModel(pool: Pool, wish: ModelWish): Promise<ModelPreview> {
  const started = performance.now()
  const model = { version: (await modelInForce(pool)).version + 1, weights: weightsOf(wish) }
  const groups: Group[] = []
  const rows = await readGroups(pool)
  for (const row of rows) {
    const made = score(scoreInput(rowOfKey(row.key), row.context), model)
    const { asset, finding, count, before } = row
    groups.push({ asset, finding, count, before, after: bounded(made.score + row.points) })
    // So many take some 20 ms: then others have their turn.
    if (groups.length % 4_000 === 0) await setImmediate()
  }
  const moved = groups.filter(({ before, after }) => before !== after)
  const sum = (some: readonly Group[]): number => some.reduce((total, { count }) => total + count, 0)
  return {
    findings: sum(groups),
    changed: sum(moved),
    up: sum(moved.filter(({ before, after }) => after > before)),
    down: sum(moved.filter(({ before, after }) => after < before)),
    top100: top100(groups),
    distribution: distribution(groups),
    movers: await nameMovers(pool, moved),
    ms: Math.round(performance.now() - started),
  }
}

interface GroupRow {
  key: string
  asset: string
  finding: string
  count: number
  before: number
  points: number
  context: RiskContext
}

/** Contexts are few, and told apart by number: the same text is the same context. */
async function readGroups(pool: Pool): Promise<GroupRow[]> {
  return transaction(pool, async (tx) => {
    const { kinds, of } = await riskContexts(tx)
    // The groups of a million findings do not fit the usual share of memory of one step.
    await tx.query("set local work_mem = '256MB'")
    const { rows } = await tx.query<Omit<GroupRow, 'context'> & { context: number }>(
      `select key, context, points, before, any_value(asset_id) as asset, any_value(id) as finding, count(*)::int as count
       from (select ${INPUT_KEY} as key, c.number as context, f.policy_points as points, coalesce(f.score, 0) as before, f.asset_id, f.id
             from finding f join unnest($1::uuid[], $2::int[]) as c (asset, number) on c.asset = f.asset_id
             where f.posture and f.merged_into is null and f.state = 'open') i
       group by key, context, points, before`,
      [[...of.keys()], [...of.values()]],
    )
    return rows.map((row) => ({ ...row, context: kinds[row.context] as RiskContext }))
  })
}

/** How many of the hundred highest are others. Groups of equal findings count by their number. */
function top100(groups: readonly Group[]): { entered: number; left: number } {
  const [before, after] = [highest(groups, 'before'), highest(groups, 'after')]
  let stayed = 0
  for (const [group, count] of before) stayed += Math.min(count, after.get(group) ?? 0)
  const size = [...before.values()].reduce((sum, count) => sum + count, 0)
  return { entered: size - stayed, left: size - stayed }
}

const MOST = 100
function highest(groups: readonly Group[], by: 'before' | 'after'): Map<Group, number> {
  const taken = new Map<Group, number>()
  let left = MOST
  for (const group of [...groups].sort((a, b) => b[by] - a[by])) {
    if (left === 0) break
    const count = Math.min(left, group.count)
    taken.set(group, count)
    left -= count
  }
  return taken
}

function distribution(groups: readonly Group[]): ModelPreview['distribution'] {
  const bands = Array.from({ length: 10 }, (_, n) => ({ from: n * 10, to: n * 10 + 10, before: 0, after: 0 }))
  const bandOf = (tenths: number) => bands[Math.min(9, Math.floor(tenths / 100))] as (typeof bands)[number]
  for (const { before, after, count } of groups) {
    bandOf(before).before += count
    bandOf(after).after += count
  }
  return bands
}
