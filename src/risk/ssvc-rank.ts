import type { ScoreInput } from './score/input.ts'
import { deployerRank } from './ssvc/ssvc-decision.ts'

// Of many findings the decision looks at the same few facts.
const made = new Map<string, number | null>()
const MOST_KEPT = 50_000

/** SSVC's decision for who runs it, from what the score is made of; null where more than one is open. */
export function ssvcRank(input: ScoreInput): number | null {
  const { published, knownExploited, maturity, automatable, cvssVector } = input
  const key = `${published} ${knownExploited} ${maturity} ${automatable} ${cvssVector} ${surroundings(input)}`
  const before = made.get(key)
  if (before !== undefined) return before
  const rank = deployerRank({ ...input, exploitMaturity: maturity, technicalImpact: null })
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, rank)
  return rank
}

type Surroundings = Pick<ScoreInput, 'exposure' | 'criticality' | 'environment' | 'dataClasses'>
let last: (Surroundings & { text: string }) | undefined

/** As text; that of the last finding mostly, which was one of the same asset. */
function surroundings({ exposure, criticality, environment, dataClasses }: Surroundings): string {
  if (
    last?.dataClasses !== dataClasses ||
    last.exposure !== exposure ||
    last.criticality !== criticality ||
    last.environment !== environment
  ) {
    const text = `${exposure} ${criticality} ${environment} ${dataClasses}`
    last = { exposure, criticality, environment, dataClasses, text }
  }
  return last.text
}
