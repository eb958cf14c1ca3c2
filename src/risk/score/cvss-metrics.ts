import type { RiskContext, ScoreInput } from './input.ts'
import { DATA } from './model.ts'

/** The metrics of a vector of any version: `AV` → `N`. Undefined for what is no vector with a stated impact. */
export function cvssMetrics(vector: string): Metrics | undefined {
  const known = parsed.get(vector)
  if (known !== undefined) return known ?? undefined
  const made = parse(vector)
  if (parsed.size >= MOST_KEPT) parsed.clear()
  parsed.set(vector, made)
  return made ?? undefined
}

export type Metrics = ReadonlyMap<string, string>

// Vectors are few however many findings there are; this only bounds what hostile reports can fill.
const MOST_KEPT = 50_000
const parsed = new Map<string, Metrics | null>()

function parse(vector: string): Metrics | null {
  const metrics = new Map(
    vector
      .split('/')
      .map((part) => part.split(':'))
      .filter((pair): pair is [string, string] => pair.length === 2 && pair[0] !== 'CVSS'),
  )
  const impacts = metrics.has('VC') ? ['VC', 'VI', 'VA'] : ['C', 'I', 'A']
  return metrics.has('AV') && impacts.every((name) => metrics.has(name)) ? metrics : null
}

const LOSS = { N: 0, L: 0.22, P: 0.275, H: 0.56, C: 0.66 } as const
/** CVSS' factors of the security requirements. */
const REQUIREMENT = { H: 1.5, M: 1, X: 1, L: 0.5 } as const
const MOST = 0.915
// What reaching other systems adds to a weakness that does all it can here, by v3.1: 6.0 of 6.1 against 5.9 of 6.1.
const BEYOND = 0.05

export type Requirement = keyof typeof REQUIREMENT
export interface Requirements {
  CR: Requirement
  IR: Requirement
  AR: Requirement
}

/** The environment's security requirements: confidentiality by the data, integrity and availability by criticality. X = unknown. */
export function requirementsOf({ dataClasses, criticality }: RiskContext): Requirements {
  const ofBusiness = criticality
    ? ({ critical: 'H', high: 'H', medium: 'M', low: 'L' } as const)[criticality]
    : 'X'
  return { CR: ofData(dataClasses), IR: ofBusiness, AR: ofBusiness }
}

function ofData(classes: RiskContext['dataClasses']): Requirement {
  if (classes === null) return 'X'
  const most = Math.max(...classes.map((one) => DATA[one]), -1)
  return most >= DATA.location ? 'H' : most > 0 ? 'M' : 'L'
}

/**
 * How much of the worst a weakness does, 0–1: the impact sub-score of CVSS v3.1's environmental metrics
 * (https://www.first.org/cvss/v3.1/specification-document, section 7.3) over its highest, by the same formula for vectors of v2 and v4.
 */
export function consequenceOf(metrics: Metrics, needs: Requirements): number {
  const v4 = metrics.has('VC')
  const loss = (name: string, requirement: Requirement): number =>
    1 - lossOf(metrics, v4 ? `V${name}` : name) * REQUIREMENT[requirement]
  const lost = Math.min(1 - loss('C', needs.CR) * loss('I', needs.IR) * loss('A', needs.AR), MOST)
  const beyond = v4
    ? Math.max(...['SC', 'SI', 'SA'].map((name) => lossOf(metrics, name))) / LOSS.H
    : Number(metrics.get('S') === 'C')
  return Math.min(1, (lost / MOST) * (1 - BEYOND) + BEYOND * beyond)
}

const lossOf = (metrics: Metrics, name: string): number => {
  const word = metrics.get(name)
  return word === 'S' ? LOSS.H : (LOSS[word as keyof typeof LOSS] ?? 0)
}

/** Of an input's vector, with its context; undefined without a readable one. */
export function vectorConsequence(input: ScoreInput): number | undefined {
  const metrics = input.cvssVector ? cvssMetrics(input.cvssVector) : undefined
  return metrics && consequenceOf(metrics, requirementsOf(input))
}
