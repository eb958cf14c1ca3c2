import type { ScoreInput } from './score/input.ts'
import { deployerRank } from './ssvc/ssvc-decision.ts'

// Of many findings the decision looks at the same few facts.
const made = new Map<string, number | null>()
const MOST_KEPT = 50_000

/** SSVC's decision for who runs it, from what the score is made of; null where more than one is open. */
export function ssvcRank(input: ScoreInput): number | null {
  const key = `${input.published} ${input.knownExploited} ${input.maturity} ${input.automatable} ${input.cvssVector} ${input.exposure} ${
    input.criticality
  } ${input.environment} ${input.dataClasses}`
  const before = made.get(key)
  if (before !== undefined) return before
  const rank = deployerRank({ ...input, exploitMaturity: input.maturity, technicalImpact: null })
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, rank)
  return rank
}
