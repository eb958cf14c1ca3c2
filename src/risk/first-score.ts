import { type FirstScore, type FirstScorer, highestCvss } from '../findings/ingest/staged-row.ts'
import type { Noise } from '../model/noise.ts'
import type { Observation } from '../model/observation.ts'
import { ageStep, type RiskContext } from './rank.ts'
import { score } from './score.ts'

/**
 * Scores findings while their observations are staged, so that a first import writes each row once. Equal inputs are scored
 * once. By the same rule as `rankFindings`, for a finding with one observation and the asset's context of now.
 */
export function firstScorer(context: RiskContext): FirstScorer {
  const known = new Map<string, FirstScore>()
  return (o: Observation, noise: readonly Noise[], seen: Date) => {
    const cvss = highestCvss(o)?.score ?? null
    const epss = o.epss === undefined ? null : Math.round(o.epss * 1000) / 1000
    const age = ageStep((Date.now() - seen.getTime()) / 86_400_000)
    const published = Boolean(o.advisories?.length)
    const key = `${o.severity} ${cvss} ${published} ${o.knownExploited} ${epss} ${o.confidence} ${age} ${noise}`
    const before = known.get(key)
    if (before) return before
    const made = score({
      severity: o.severity,
      cvss,
      cvssVector: null,
      published,
      knownExploited: o.knownExploited ?? null,
      epss,
      confidence: o.confidence ?? null,
      tools: 1,
      age,
      noise,
      ...context,
    })
    known.set(key, made)
    return made
  }
}
