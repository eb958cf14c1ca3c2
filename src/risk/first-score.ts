import { type FirstScore, type FirstScorer, highestCvss } from '../findings/ingest/staged-row.ts'
import { reachOfObservation } from '../findings/observed-reach.ts'
import { cveAge, cveYear } from '../model/cve-age.ts'
import type { Noise } from '../model/noise.ts'
import type { Observation } from '../model/observation.ts'
import type { Foretelling } from './policies/foretell.ts'
import type { RankingBasis } from './ranking-basis.ts'
import type { ScoreInput } from './score/input.ts'
import { score } from './score/score.ts'
import { CVSS, EPSS } from './score/steps.ts'
import { ssvcRank } from './ssvc-rank.ts'

/**
 * Scores findings while their observations are staged, so that a first import writes each row once. Equal inputs are scored
 * once. By the same rule as `rankFindings`, for a finding with one observation, and the asset's context and the weights of now.
 * `foretelling` adds what policies make of it.
 */
export function firstScorer({ context, model }: RankingBasis, foretelling?: Foretelling): FirstScorer {
  const known = new Map<string, FirstScore>()
  return (o: Observation, noise: readonly Noise[]) => {
    const input: ScoreInput = { ...context, ...inputOf(o, noise) }
    const key = keyOf(input)
    const before = known.get(key)
    if (before) return before
    const { likelihood, impact, certainty, score: made } = score(input, model)
    const ssvc = ssvcRank(input)
    const scored = { score: made, likelihood: likelihood.value, impact: impact.value, certainty, ssvc }
    const first = { ...scored, outcome: foretelling?.of(o, noise, scored) ?? null }
    known.set(key, first)
    return first
  }
}

function inputOf(o: Observation, noise: readonly Noise[]) {
  const cvss = highestCvss(o)
  return {
    kind: o.kind,
    severity: o.severity,
    cvss: cvss?.score ?? null,
    cvssVector: cvss?.vector ?? null,
    published: Boolean(o.advisories?.length),
    knownExploited: o.knownExploited ?? null,
    // What the feeds add is joined later, and the finding ranked again where it changes anything.
    maturity: null,
    epss: o.epss ?? null,
    epssTrend: null,
    automatable: null,
    cveAge: cveAge(cveYear(o.advisories), new Date()),
    confidence: o.confidence ?? null,
    tools: 1,
    cwes: o.cwes ?? [],
    reachability: reachOfObservation(o),
    noise,
  }
}

const keyOf = (i: ScoreInput): string =>
  `${i.kind} ${i.severity} ${i.cvss === null ? '' : CVSS.of(i.cvss)} ${i.cvssVector} ${i.published} ${i.knownExploited} ${
    i.epss === null ? '' : EPSS.of(i.epss)
  } ${i.cveAge} ${i.confidence} ${i.cwes} ${i.reachability} ${i.noise}`
