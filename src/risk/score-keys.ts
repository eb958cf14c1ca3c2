import { piecesOfKey, rowOfKey, scoreInput, ssvcPiece } from './rank-input.ts'
import type { RiskContexts } from './ranking-basis.ts'
import { FACTORS } from './score/factors.ts'
import type { RiskContext, ScoreInput } from './score/input.ts'
import { BASE, bounded, certaintyOf, product, type RiskModel, type Sum, sumOf } from './score/score.ts'
import { ssvcRank } from './ssvc-rank.ts'

/** Tenths of points; certainty in percent. */
export interface KeyScore {
  likelihood: number
  impact: number
  certainty: number
  /** Without what policies add. */
  score: number
}

export interface KeyScorer {
  score(asset: string, key: string): KeyScore
  /** SSVC's decision for who runs it, see ssvc-rank.ts. */
  ssvc(asset: string, key: string): number | null
}

/** Factors by the piece of a key that they look at; see `piecesOfKey`. */
const RULES = {
  likelihood: FACTORS.filter(({ side, id }) => side === 'likelihood' && !id.startsWith('epss')),
  forecast: FACTORS.filter(({ id }) => id.startsWith('epss')),
  impact: FACTORS.filter(({ side }) => side === 'impact'),
}
type Piece = keyof typeof RULES

/**
 * Scores findings by their `INPUT_KEY`, the same as `score` does. A million findings have hundreds of thousands of keys, but few distinct
 * pieces of them: what the factors come to that look at a piece is made once.
 */
export function keyScorer({ kinds, of }: RiskContexts, model: RiskModel): KeyScorer {
  const known: Record<Piece, Map<string, Sum>[]> = {
    likelihood: mapsBy(kinds, ({ exposure, controls }) => [exposure, controls]),
    forecast: mapsBy(kinds, () => []),
    impact: mapsBy(kinds, ({ exposure: _, controls: __, ...rest }) => Object.values(rest)),
  }
  const decisions = kinds.map(() => new Map<string, number | null>())
  const inputOf = (key: string, number: number): ScoreInput =>
    scoreInput(rowOfKey(key), kinds[number] as RiskContext)
  const sum = (piece: Piece, text: string, key: string, number: number): Sum => {
    const all = known[piece][number] as Map<string, Sum>
    const before = all.get(text)
    if (before) return before
    const made = sumOf(RULES[piece], inputOf(key, number), model)
    all.set(text, made)
    return made
  }
  return {
    score(asset, key) {
      const number = of.get(asset) as number
      const pieces = piecesOfKey(key)
      const plain = sum('likelihood', pieces.likelihood, key, number)
      const forecast = sum('forecast', pieces.forecast, key, number)
      const business = sum('impact', pieces.impact, key, number)
      const likelihood = bounded(BASE.likelihood + plain.points + forecast.points)
      const impact = bounded(BASE.impact + business.points)
      return {
        likelihood,
        impact,
        certainty: certaintyOf(plain, forecast, business),
        score: product(likelihood, impact),
      }
    },
    ssvc(asset, key) {
      const number = of.get(asset) as number
      const own = decisions[number] as Map<string, number | null>
      const piece = ssvcPiece(key)
      const before = own.get(piece)
      if (before !== undefined) return before
      const made = ssvcRank(inputOf(key, number))
      own.set(piece, made)
      return made
    },
  }
}

/** By context's number a map; contexts in which a part is the same share one. */
function mapsBy(
  kinds: readonly RiskContext[],
  part: (context: RiskContext) => unknown[],
): Map<string, Sum>[] {
  const byText = new Map<string, Map<string, Sum>>()
  return kinds.map((context) => {
    const text = JSON.stringify(part(context))
    const own = byText.get(text) ?? new Map<string, Sum>()
    byText.set(text, own)
    return own
  })
}
