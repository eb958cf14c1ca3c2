import type { Control, Criticality, DataClass, Environment, Exposure } from '../../model/application.ts'
import type { Kind } from '../../model/kind.ts'
import type { Noise } from '../../model/noise.ts'
import type { Severity } from '../../model/severity.ts'

/** What the score takes from where a finding stands. null = nobody has said. */
export interface RiskContext {
  criticality: Criticality | null
  exposure: Exposure | null
  environment: Environment | null
  dataClasses: readonly DataClass[] | null
  controls: readonly Control[] | null
  /** Frameworks that hold for the application. */
  compliance: readonly string[] | null
  /** How many other assets a break-in leads to. */
  blastRadius: number | null
}

/** 0 none known, 1 proof of concept, 2 weaponised, 3 exploited in the wild. */
export type Maturity = 0 | 1 | 2 | 3

/** −1 falling, 0 steady, 1 rising. */
export type Trend = -1 | 0 | 1

/** Everything the score looks at. null = nobody has said. */
export interface ScoreInput extends RiskContext {
  kind: Kind
  severity: Severity
  /** CVSS base score 0–10. */
  cvss: number | null
  cvssVector: string | null
  /** Whether a published vulnerability (advisory) is behind it: only then exploitation in the wild can be known. */
  published: boolean
  knownExploited: boolean | null
  maturity: Maturity | null
  /** EPSS probability 0–1. */
  epss: number | null
  /** Against 30 days ago; see `trendOf`. */
  epssTrend: Trend | null
  /** CISA's word on whether exploitation can be automated: for SSVC, the score does not look at it. */
  automatable: boolean | null
  /** How old the vulnerability is: step of src/model/cve-age.ts. */
  cveAge: number | null
  confidence: 'high' | 'medium' | 'low' | null
  /** How many tools see it. */
  tools: number
  cwes: readonly number[]
  /** Place on the ladder of src/model/reachability.ts. */
  reachability: number | null
  /** Why it is seldom worth a person's time; see model/noise.ts. */
  noise: readonly Noise[]
}

/** Where nobody has said anything. */
export const NO_CONTEXT: RiskContext = {
  criticality: null,
  exposure: null,
  environment: null,
  dataClasses: null,
  controls: null,
  compliance: null,
  blastRadius: null,
}

/** A finding of which nothing is known, one tool's: what tests and benchmarks start from. */
export const NOTHING_KNOWN: ScoreInput = {
  ...NO_CONTEXT,
  kind: 'code',
  severity: 'unknown',
  cvss: null,
  cvssVector: null,
  published: false,
  knownExploited: null,
  maturity: null,
  epss: null,
  epssTrend: null,
  automatable: null,
  cveAge: null,
  confidence: null,
  tools: 1,
  cwes: [],
  reachability: null,
  noise: [],
}
