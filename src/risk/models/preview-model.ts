import { setImmediate } from 'node:timers/promises'
import { type Pool, transaction } from '../../platform/database.ts'
import { type PartOfHit, partsOfHits } from '../combinations/parts-of-hits.ts'
import { INPUT_KEY, rowOfKey, scoreInput } from '../rank-input.ts'
import { type RiskContexts, riskContexts } from '../ranking-basis.ts'
import { bounded, type RiskModel, score } from '../score/score.ts'
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
 * What other weights would make of the open findings: all of them are scored, each distinct input once, and combinations at least as
 * high as their strongest part will be. Throws as `weightsOf`.
 */
export async function previewModel(pool: Pool, wish: ModelWish): Promise<ModelPreview> {
  const started = performance.now()
  const model = { version: (await modelInForce(pool)).version + 1, weights: weightsOf(wish) }
  const groups: Group[] = []
  const { rows, parts, contexts } = await readGroups(pool)
  const least = leastOfHits(parts, contexts, model)
  for (const row of rows) {
    const { asset, finding, count, before } = row
    const after = Math.max(scoreOf(row, contexts, model), row.hit ? (least.get(finding) ?? 0) : 0)
    groups.push({ asset, finding, count, before, after })
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

type Scored = Pick<PartOfHit, 'asset' | 'key' | 'points'>

interface GroupRow extends Scored {
  finding: string
  count: number
  before: number
  /** A combination: a group of its own. */
  hit: boolean
}

/** The score by itself, in tenths. */
function scoreOf({ asset, key, points }: Scored, { kinds, of }: RiskContexts, model: RiskModel): number {
  const context = kinds[of.get(asset) as number] as (typeof kinds)[number]
  return bounded(score(scoreInput(rowOfKey(key), context), model).score + points)
}

/** What each combination scores at least, in tenths: as much as its strongest part. */
function leastOfHits(
  parts: readonly PartOfHit[],
  contexts: RiskContexts,
  model: RiskModel,
): Map<string, number> {
  const least = new Map<string, number>()
  for (const part of parts)
    least.set(part.hit, Math.max(least.get(part.hit) ?? 0, scoreOf(part, contexts, model)))
  return least
}

interface Read {
  rows: GroupRow[]
  parts: PartOfHit[]
  contexts: RiskContexts
}

/** Contexts are few, and told apart by number: the same text is the same context. */
async function readGroups(pool: Pool): Promise<Read> {
  return transaction(pool, async (tx) => {
    const contexts = await riskContexts(tx)
    const { of } = contexts
    // The groups of a million findings do not fit the usual share of memory of one step.
    await tx.query("set local work_mem = '256MB'")
    const { rows } = await tx.query<GroupRow>(
      `select key, points, before, hit is not null as hit, any_value(asset_id) as asset, any_value(id) as finding, count(*)::int as count
       from (select ${INPUT_KEY} as key, c.number as context, f.policy_points as points, coalesce(f.score, 0) as before, f.asset_id, f.id,
               case when f.least_score > 0 then f.id end as hit
             from finding f join unnest($1::uuid[], $2::int[]) as c (asset, number) on c.asset = f.asset_id
             where f.posture and f.merged_into is null and f.state = 'open') i
       group by key, context, points, before, hit`,
      [[...of.keys()], [...of.values()]],
    )
    return { rows, parts: await partsOfHits(tx), contexts }
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
