import { setImmediate } from 'node:timers/promises'
import { idOf } from '../../findings/posture-index/block.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { type PartOfHit, partsOfHits } from '../combinations/parts-of-hits.ts'
import { riskContexts } from '../ranking-basis.ts'
import { bounded } from '../score/score.ts'
import { type KeyScorer, keyScorer } from '../score-keys.ts'
import { modelInForce } from './model-in-force.ts'
import { type Moved, Moves } from './moves.ts'
import { type Mover, nameMovers } from './name-movers.ts'
import { readScored, type ScoredAsset } from './read-scored.ts'
import { type ModelWish, weightsOf } from './weights.ts'

export interface ModelPreview extends Moved {
  movers: { up: Mover[]; down: Mover[] }
  ms: number
}

// So many take some 20 ms: then others have their turn.
const SLICE = 8_000

/**
 * What other weights would make of the open findings: all of them are scored, combinations at least as high as their strongest part will be.
 * Throws as `weightsOf`.
 */
export async function previewModel(pool: Pool, wish: ModelWish): Promise<ModelPreview> {
  const started = performance.now()
  const model = { version: (await modelInForce(pool)).version + 1, weights: weightsOf(wish) }
  const { contexts, parts } = await transaction(pool, async (tx) => ({
    contexts: await riskContexts(tx),
    parts: await partsOfHits(tx),
  }))
  const scorer = keyScorer(contexts, model)
  const least = leastOfHits(parts, scorer)
  const moves = new Moves()
  await readScored(pool, [...contexts.of.keys()], (one) => addMoves(moves, one, scorer, least))
  return {
    ...moves.told(),
    movers: await nameMovers(pool, moves.farthest()),
    ms: Math.round(performance.now() - started),
  }
}

async function addMoves(
  moves: Moves,
  { asset, ids, keys, points, scores, leasts }: ScoredAsset,
  scorer: KeyScorer,
  least: ReadonlyMap<string, number>,
): Promise<void> {
  let row = 0
  for (const key of keys) {
    const own = bounded(scorer.score(asset, key).score + points.readInt16BE(2 * row))
    const isHit = leasts.readInt16BE(2 * row) > 0
    const before = scores.readInt16BE(2 * row)
    const after = isHit ? Math.max(own, least.get(idOf({ ids }, row)) ?? 0) : own
    moves.count(before, after)
    if (moves.isFar(before, after)) moves.keep({ asset, finding: idOf({ ids }, row), before, after, key })
    if (++row % SLICE === 0) await setImmediate()
  }
}

/** What each combination scores at least, in tenths: as much as its strongest part. */
function leastOfHits(parts: readonly PartOfHit[], scorer: KeyScorer): Map<string, number> {
  const least = new Map<string, number>()
  for (const { hit, asset, key, points } of parts)
    least.set(hit, Math.max(least.get(hit) ?? 0, bounded(scorer.score(asset, key).score + points)))
  return least
}
