import { vectorConsequence } from './cvss-metrics.ts'
import { along, type FactorRule, heights, known, type Rating, spanOf, unknown, unknownOf } from './factor.ts'
import type { ScoreInput } from './input.ts'
import * as model from './model.ts'
import { CVSS, stepped } from './steps.ts'

// Every factor of impact asks for it, one after the other.
let last: { input: ScoreInput; share: number | null } | undefined

/** How much of the worst it does, 0–1: by its vector and the asset's requirements, else its CVSS score, else its severity. */
function consequence(input: ScoreInput): number | null {
  if (last?.input !== input) last = { input, share: makeConsequence(input) }
  return last.share
}

function makeConsequence(input: ScoreInput): number | null {
  const byVector = vectorConsequence(input)
  if (byVector !== undefined) return byVector
  if (input.cvss !== null) return stepped(CVSS, input.cvss) / 10
  return input.severity === 'unknown' ? null : model.SEVERITY_SHARE[input.severity]
}

const unknownShare = ({ published }: ScoreInput): number =>
  published ? model.UNRATED_SHARE : model.UNKNOWN_SHARE.middle

const CONSEQUENCE_AT = (share: number): number => along(model.CONSEQUENCE, share)
const impact: FactorRule = {
  id: 'consequence',
  side: 'impact',
  label: 'What it does',
  about: 'CVSS impact with what the asset requires, else the severity.',
  span: spanOf(heights(model.CONSEQUENCE)),
  rate(input) {
    const share = consequence(input)
    if (share !== null) return known(CONSEQUENCE_AT(share))
    const { low, high } = model.UNKNOWN_SHARE
    const middle = unknownShare(input)
    return unknown(CONSEQUENCE_AT(low), CONSEQUENCE_AT(high), CONSEQUENCE_AT(middle))
  },
  value(input) {
    const byVector = vectorConsequence(input)
    if (byVector !== undefined) return `${Math.round(100 * byVector)} % of the worst, by ${input.cvssVector}`
    return input.cvss === null ? `${input.severity} severity` : `CVSS ${input.cvss.toFixed(1)}`
  },
}

/**
 * What context adds counts in proportion to what the weakness does; what it takes off counts in full, or a worse weakness would lose
 * more by it and fall. Where the share is unknown, the widest range holds.
 */
function inProportion(input: ScoreInput, rating: Rating): Rating {
  const share = consequence(input)
  if (share !== null) return raisedBy(rating, share, share, share)
  const { low, high } = model.UNKNOWN_SHARE
  return raisedBy(rating, low, unknownShare(input), high)
}

function raisedBy(rating: Rating, low: number, middle: number, high: number): Rating {
  const raised = (points: number, share: number): number =>
    points > 0 ? Math.round(points * share) || 0 : points
  return {
    points: raised(rating.points, middle),
    low: raised(rating.low, low),
    high: raised(rating.high, high),
    known: rating.known,
  }
}

/** A factor of the business around the asset. */
const ofContext = (
  rule: Omit<FactorRule, 'side' | 'rate'> & { rate(input: ScoreInput): Rating },
): FactorRule => ({
  ...rule,
  side: 'impact',
  rate: (input) => inProportion(input, rule.rate(input)),
})

const SENSITIVE = 3
function dataPoints(classes: NonNullable<ScoreInput['dataClasses']>): number {
  if (classes.length === 0) return 0
  const points = classes.map((one) => model.DATA[one])
  const further = points.filter((one) => one > SENSITIVE).length - 1
  return Math.max(...points) + Math.max(0, further) * model.MORE_DATA
}
const MOST_DATA =
  Math.max(...Object.values(model.DATA)) +
  (Object.values(model.DATA).filter((one) => one > SENSITIVE).length - 1)
const LEAST_DATA = Math.min(...Object.values(model.DATA))
const data = ofContext({
  id: 'data',
  label: 'Data it handles',
  about: 'Personal, health, payment and other sensitive data, credentials.',
  span: MOST_DATA - LEAST_DATA,
  rate: ({ dataClasses }) => (dataClasses ? known(dataPoints(dataClasses)) : unknown(LEAST_DATA, MOST_DATA)),
  value: ({ dataClasses }) => dataClasses?.join(', ') || 'none',
})

/** A factor that is a table over one word of the context. */
const byTable = <Field extends 'criticality' | 'environment'>(
  field: Field,
  table: Record<NonNullable<ScoreInput[Field]>, number>,
  words: { label: string; about: string },
): FactorRule => {
  const points: number[] = Object.values(table)
  const nobodySaid = unknownOf(points)
  return ofContext({
    id: field,
    ...words,
    span: spanOf(points),
    rate: (input) => {
      const word = input[field] as NonNullable<ScoreInput[Field]> | null
      return word ? known(table[word]) : nobodySaid
    },
    value: (input) => input[field] ?? '',
  })
}

const BLASTS = heights(model.BLAST_RADIUS)
const UNKNOWN_BLAST = unknownOf(BLASTS)
const blastRadius = ofContext({
  id: 'blast-radius',
  label: 'Blast radius',
  about: 'How many other assets a break-in leads to, by links and shared parts of the estate.',
  span: spanOf(BLASTS),
  rate: ({ blastRadius }) =>
    blastRadius === null ? UNKNOWN_BLAST : known(along(model.BLAST_RADIUS, blastRadius)),
  value: ({ blastRadius }) => `leads to ${blastRadius} other ${blastRadius === 1 ? 'asset' : 'assets'}`,
})

const compliance = ofContext({
  id: 'compliance',
  label: 'Compliance scope',
  about: 'Frameworks that hold for the application.',
  span: model.COMPLIANCE.most,
  rate({ compliance }) {
    const { first, further, most } = model.COMPLIANCE
    if (compliance === null) return unknown(0, most)
    if (compliance.length === 0) return known(0)
    return known(Math.min(most, first + further * (compliance.length - 1)))
  },
  value: ({ compliance }) => compliance?.join(', ') || 'none',
})

export const IMPACT: readonly FactorRule[] = [
  impact,
  data,
  byTable('criticality', model.CRITICALITY, {
    label: 'Business criticality',
    about: 'How much the business depends on the application.',
  }),
  byTable('environment', model.ENVIRONMENT, {
    label: 'Environment',
    about: 'Whether it is production.',
  }),
  blastRadius,
  compliance,
]
