import type { Criticality, DataClass, Environment, Exposure } from '../../model/application.ts'

/** Everything the decisions look at. null = nobody has said. */
export interface SsvcInput {
  /** Whether a published vulnerability (advisory) is behind it. */
  published: boolean
  knownExploited: boolean | null
  /** 0 no exploit known, 1 proof of concept, 2 weaponised, 3 exploited in the wild. */
  exploitMaturity: 0 | 1 | 2 | 3 | null
  /** CISA's own words about the vulnerability, where it assessed it. */
  automatable: boolean | null
  technicalImpact: 'partial' | 'total' | null
  cvssVector: string | null
  exposure: Exposure | null
  criticality: Criticality | null
  environment: Environment | null
  dataClasses: readonly DataClass[] | null
}

/** One decision point with what it is taken to be. */
export interface DecisionPoint {
  point: string
  label: string
  /** null where the facts leave more than one value open. */
  value: string | null
  known: boolean
  /** Every value that is open; one where it is known. */
  possible: string[]
  why: string
  source: string
}
