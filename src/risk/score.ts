import type { Criticality, DataClass, Environment, Exposure } from '../model/application.ts'
import type { Noise } from '../model/noise.ts'
import type { Severity } from '../model/severity.ts'

/** Everything the score looks at. null = nobody has said. */
export interface ScoreInput {
  severity: Severity
  /** CVSS base score 0–10. */
  cvss: number | null
  cvssVector: string | null
  /** Whether a published vulnerability (advisory) is behind it: only then exploitation in the wild can be known. */
  published: boolean
  knownExploited: boolean | null
  /** EPSS probability 0–1. */
  epss: number | null
  confidence: 'high' | 'medium' | 'low' | null
  /** How many tools see it. */
  tools: number
  /** Days since it was first seen. */
  age: number
  /** Why it is seldom worth a person's time; see model/noise.ts. */
  noise: readonly Noise[]
  criticality: Criticality | null
  exposure: Exposure | null
  environment: Environment | null
  dataClasses: DataClass[] | null
}

export interface Factor {
  id: string
  label: string
  value: string
  known: boolean
  /** Share of the score that hangs on knowing it; 0 when it does not apply. */
  weight: number
  /** Points in tenths. The points of all factors are the score. */
  points: number
}

/** `score` in tenths 0…1000; `certainty` in percent: the share of weights that were known. */
export interface Score {
  score: number
  certainty: number
  factors: Factor[]
}

const SEVERITY_BASE: Record<Severity, number> = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2.5,
  info: 0.5,
  unknown: 4,
}
const EXPOSURE_POINTS: Record<Exposure, number> = { internet: 8, partner: 4, internal: 0, isolated: -8 }
const CRITICALITY_POINTS: Record<Criticality, number> = { critical: 8, high: 4, medium: 0, low: -6 }
const ENVIRONMENT_POINTS: Record<Environment, number> = { production: 2, staging: -2, development: -6 }
const DATA_POINTS: Record<DataClass, number> = {
  credentials: 6,
  phi: 6,
  pci: 6,
  pii: 5,
  minors: 6,
  location: 4,
  financial: 5,
  internal: 1,
  public: -2,
}
const CONFIDENCE_POINTS = { high: 2, medium: 0, low: -8 }
const POINTS_PER_CVSS = 5
const EXPLOITED_POINTS = 20
const EPSS_POINTS = 12
const EPSS_CURVE = 0.35

/**
 * Scores a weakness 0–100 from named factors whose points add up to it exactly. Severity gives half of the scale; the
 * business context moves it in proportion to the severity, so that context never makes noise urgent; exploitation in the
 * wild adds by itself. EPSS is bent (p^0.35) because its probabilities crowd near zero while their order matters
 * (https://www.first.org/epss/model). Pure: the same input gives the same score on every machine.
 */
export function score(input: ScoreInput): Score {
  const base = input.cvss ?? SEVERITY_BASE[input.severity]
  const share = Math.min(base / 10, 1)
  const factors = [
    severityFactor(input, base),
    exploitedFactor(input),
    epssFactor(input),
    contextFactor(
      'exposure',
      'Exposure',
      input.exposure,
      input.exposure && EXPOSURE_POINTS[input.exposure],
      share,
      15,
    ),
    dataFactor(input, share),
    contextFactor(
      'criticality',
      'Business criticality',
      input.criticality,
      input.criticality && CRITICALITY_POINTS[input.criticality],
      share,
      10,
    ),
    contextFactor(
      'environment',
      'Environment',
      input.environment,
      input.environment && ENVIRONMENT_POINTS[input.environment],
      share,
      5,
    ),
    confidenceFactor(input, share),
    agreementFactor(input, share),
    ageFactor(input, share),
    noiseFactor(input, share),
  ]
  const sum = factors.reduce((total, factor) => total + factor.points, 0)
  const bounded = Math.max(0, Math.min(1000, sum))
  if (bounded !== sum) factors.push(applies('bounds', 'Limit of the scale', '0–100', bounded - sum))
  const asked = factors.reduce((total, factor) => total + factor.weight, 0)
  const known = factors.reduce((total, factor) => total + (factor.known ? factor.weight : 0), 0)
  return { score: bounded, certainty: Math.round((100 * known) / asked), factors }
}

const tenths = (points: number): number => Math.round(points * 10) || 0

const applies = (id: string, label: string, value: string, points: number): Factor => ({
  id,
  label,
  value,
  known: true,
  weight: 0,
  points,
})

function severityFactor(input: ScoreInput, base: number): Factor {
  const known = input.cvss !== null || input.severity !== 'unknown'
  const value =
    input.cvss === null
      ? input.severity
      : `CVSS ${input.cvss.toFixed(1)}${input.cvssVector ? ` (${input.cvssVector})` : ''}`
  return {
    id: 'severity',
    label: 'Severity',
    value: known ? value : 'unknown',
    known,
    weight: 30,
    points: tenths(base * POINTS_PER_CVSS),
  }
}

const NO_ADVISORY = 'not applicable: no published vulnerability'

function exploitedFactor({ published, knownExploited }: ScoreInput): Factor {
  const factor = { id: 'exploited', label: 'Known exploitation', weight: 15 }
  if (knownExploited)
    return { ...factor, value: 'exploited in the wild', known: true, points: tenths(EXPLOITED_POINTS) }
  if (!published) return { ...factor, value: NO_ADVISORY, known: true, weight: 0, points: 0 }
  if (knownExploited === null) return { ...factor, value: 'unknown', known: false, points: 0 }
  return { ...factor, value: 'no exploitation known', known: true, points: 0 }
}

function epssFactor({ published, epss }: ScoreInput): Factor {
  const factor = { id: 'epss', label: 'Likelihood of exploitation (EPSS)', weight: 15 }
  if (epss !== null)
    return {
      ...factor,
      value: `${(100 * epss).toFixed(epss < 0.01 ? 2 : 1)} % in 30 days`,
      known: true,
      points: tenths(EPSS_POINTS * epss ** EPSS_CURVE),
    }
  if (!published) return { ...factor, value: NO_ADVISORY, known: true, weight: 0, points: 0 }
  return { ...factor, value: 'unknown', known: false, points: 0 }
}

function contextFactor(
  id: string,
  label: string,
  value: string | null,
  points: number | null,
  share: number,
  weight: number,
): Factor {
  const known = value !== null
  return { id, label, value: value ?? 'unknown', known, weight, points: tenths((points ?? 0) * share) }
}

function dataFactor({ dataClasses }: ScoreInput, share: number): Factor {
  const points = dataClasses?.length ? Math.max(...dataClasses.map((data) => DATA_POINTS[data])) : 0
  const value = dataClasses && (dataClasses.length ? dataClasses.join(', ') : 'none')
  return contextFactor('data', 'Data it handles', value, points, share, 10)
}

const confidenceFactor = ({ confidence }: ScoreInput, share: number): Factor =>
  contextFactor(
    'confidence',
    "Tool's confidence",
    confidence,
    confidence && CONFIDENCE_POINTS[confidence],
    share,
    5,
  )

const agreementFactor = ({ tools }: ScoreInput, share: number): Factor =>
  applies(
    'agreement',
    'Agreement of tools',
    tools > 1 ? `${tools} tools see it` : 'one tool sees it',
    tools > 1 ? tenths(3 * share) : 0,
  )

/** Ages at which a finding counts as left lying: days → points. */
const AGES = [
  [365, 3],
  [90, 2],
  [30, 1],
] as const

/** Days of age that make a difference, for telling when a score must be made again. */
export const AGE_STEPS: readonly number[] = AGES.map(([days]) => days)

function ageFactor({ age }: ScoreInput, share: number): Factor {
  const [step, points] = AGES.find(([days]) => age >= days) ?? [0, 0]
  return applies('age', 'Age', step ? `open for ${step} days or more` : 'seen lately', tenths(points * share))
}

/** What standing there takes off, in proportion to the severity. Informational results have their severity for that. */
const NOISE_POINTS: Record<Noise, number> = {
  test: -25,
  example: -25,
  generated: -10,
  vendored: -10,
  development: -25,
  duplicate: -40,
  informational: 0,
}

function noiseFactor({ noise }: ScoreInput, share: number): Factor {
  const points = Math.min(0, ...noise.map((reason) => NOISE_POINTS[reason]))
  return applies('noise', 'Where it stands', noise.join(', ') || 'in what runs', tenths(points * share))
}
