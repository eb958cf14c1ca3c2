import type { FirstOutcome, FirstScore } from '../../findings/ingest/staged-row.ts'
import { allNoise, type Noise } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import { severityRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { ANSWERS } from './compile.ts'
import { celFacts } from './condition.ts'
import type { Sla } from './effect.ts'
import { PolicySet } from './evaluate.ts'
import { type Facts, noFacts } from './facts.ts'
import { livePart } from './live/live-rules.ts'
import { type KeptEffect, keptEffects, outcomeContent } from './live/outcome-store.ts'
import { covers, type Place, placeFacts, readPlaces } from './live/places.ts'
import { policiesInForce } from './store/policies-in-force.ts'

/** What is the same of all findings that are scored as one; see `firstScorer`. */
const COMMON: ReadonlySet<string> = new Set([
  'finding.severity',
  'finding.kind',
  'finding.knownExploited',
  'finding.cwes',
  'finding.noise',
  'finding.score',
])
/** Effects of which more follows than the outcome: points and noise change the score, people get something to do. */
const FOLLOWED: ReadonlySet<string> = new Set(['rank', 'noise', 'assign', 'notify'])

export interface Foretelling {
  /** What the policies will make of a finding that opens by this observation. Null where that takes more to know, or is nothing. */
  of(o: Observation, noise: readonly Noise[], first: FirstScore): FirstOutcome | null
  /** Every outcome that was told. */
  told(): KeptEffect[][]
}

/**
 * Tells while observations are staged what the policies in force will make of their findings, so that a first import writes each row once.
 * `applyPolicies` looks at each of them nevertheless, and writes what turned out otherwise. Undefined where some policy looks at more than
 * findings of one score have in common.
 */
export async function foretell(tx: Tx, asset: string): Promise<Foretelling | undefined> {
  const [place] = await readPlaces(tx, [asset])
  if (!place) return undefined
  const here = (await policiesInForce(tx)).filter((one) => covers(one, place))
  const set = new PolicySet(here.flatMap(({ policy }) => livePart(policy) ?? []))
  const isCommon = (fact: string): boolean => COMMON.has(fact) || /^(?:asset|application)\./.test(fact)
  if (set.rules.length === 0 || ![...set.uses].every(isCommon)) return undefined
  const told = new Map<string, KeptEffect[]>()
  return {
    of(o, noise, first) {
      const effects = effectsOf(set, place, o, noise, first)
      const outcome = outcomeOf(effects, Boolean(o.advisories?.length))
      if (outcome) told.set(outcome.content, effects)
      return outcome
    },
    told: () => [...told.values()],
  }
}

function effectsOf(
  set: PolicySet,
  place: Place,
  o: Observation,
  noise: readonly Noise[],
  { score }: FirstScore,
): KeptEffect[] {
  const facts = noFacts()
  Object.assign(facts.finding, {
    isNew: false,
    severity: o.severity,
    kind: o.kind,
    knownExploited: o.knownExploited ?? false,
    cwes: o.cwes ?? [],
    noise: allNoise(noise, severityRank(o.severity)),
    score: score / 10,
  })
  const cel = { ...celFacts(facts), ...placeFacts(place), [ANSWERS]: {} }
  return keptEffects(set.outcome(cel as unknown as Facts, cel))
}

function outcomeOf(effects: readonly KeptEffect[], isPublished: boolean): FirstOutcome | null {
  const content = outcomeContent(effects)
  if (!content || effects.some(({ effect }) => FOLLOWED.has(effect))) return null
  const sla = effects.find(({ effect }) => effect === 'sla')?.value as Sla | undefined
  // These dates are counted from more than when it was first seen.
  if (sla?.calendar || (sla && sla.from !== 'firstSeen' && isPublished)) return null
  const tags = effects.flatMap(({ effect, value }) => (effect === 'tag' ? [String(value)] : [])).sort()
  return { content, tags, days: sla?.days ?? null }
}
