import type { Criticality, DataClass, Environment, Exposure } from '../../model/application.ts'

/** What is known of an application that tells how much hangs on it. */
export interface CriticalityFacts {
  /** In force: what people said, else what discovery found; empty where nothing is known. */
  dataClasses: readonly DataClass[]
  /** The most exposed of its assets; null where nothing is known. */
  exposure: Exposure | null
  environment: Environment | null
  endpoints: number
  /** Endpoints that the internet reaches and that move or lead to data of a class that counts. */
  openEndpoints: number
  stores: number
  /** Names of others' systems that it talks to. */
  thirdParties: readonly string[]
  /** Other assets that a break-in leads to, from its widest asset; null = not worked out. */
  blastRadius: number | null
}

export interface CriticalityReason {
  factor: 'data' | 'exposure' | 'endpoints' | 'stores' | 'third-parties' | 'blast-radius' | 'environment'
  points: number
  says: string
}

export interface CriticalityProposal {
  /** null = too little is known to say anything. */
  proposed: Criticality | null
  /** Sum of the reasons' points. */
  points: number
  /** Weightiest first. */
  reasons: CriticalityReason[]
}

const DATA_POINTS: Record<DataClass, number> = {
  phi: 4,
  pci: 4,
  minors: 4,
  credentials: 3,
  pii: 3,
  financial: 3,
  location: 2,
  internal: 1,
  public: 0,
}
/** Losing a class of so many points is an incident that must be told to others. */
const SENSITIVE = 3
const EXPOSURE_POINTS: Record<Exposure, number> = { internet: 3, partner: 2, internal: 1, isolated: 0 }
const ENVIRONMENT_POINTS: Record<Environment, number> = { production: 0, staging: -2, development: -3 }
const MANY_PARTIES = 3
const WIDE_RADIUS = 10

/** Points from which each word holds. */
const STEPS: readonly [number, Criticality][] = [
  [8, 'critical'],
  [5, 'high'],
  [3, 'medium'],
]

/** Classes of data that make an endpoint's opening count. */
export const SENSITIVE_CLASSES = (Object.keys(DATA_POINTS) as DataClass[]).filter(
  (one) => DATA_POINTS[one] >= SENSITIVE,
)

type Rule = (facts: CriticalityFacts) => CriticalityReason | undefined

const RULES: readonly Rule[] = [
  ({ dataClasses }) => {
    const classes = [...dataClasses].sort((a, b) => DATA_POINTS[b] - DATA_POINTS[a])
    const [worst] = classes
    if (!worst) return undefined
    const several = classes.filter((one) => SENSITIVE_CLASSES.includes(one)).length >= 3
    return {
      factor: 'data',
      points: DATA_POINTS[worst] + (several ? 1 : 0),
      says: `Holds or moves ${classes.join(', ')}`,
    }
  },
  ({ exposure }) =>
    exposure
      ? { factor: 'exposure', points: EXPOSURE_POINTS[exposure], says: EXPOSURE_WORDS[exposure] }
      : undefined,
  ({ endpoints, openEndpoints }) =>
    endpoints > 0
      ? {
          factor: 'endpoints',
          points: openEndpoints > 0 ? 1 : 0,
          says:
            openEndpoints > 0
              ? `${openEndpoints} of ${endpoints} endpoints bring the internet to such data`
              : `${endpoints} endpoints, none of which brings the internet to such data`,
        }
      : undefined,
  ({ stores }) =>
    stores > 0
      ? { factor: 'stores', points: 1, says: `Keeps data in ${stores} ${stores === 1 ? 'store' : 'stores'}` }
      : undefined,
  ({ thirdParties }) =>
    thirdParties.length > 0
      ? {
          factor: 'third-parties',
          points: thirdParties.length >= MANY_PARTIES ? 1 : 0,
          says: `Talks to ${thirdParties.slice(0, 5).join(', ')}${thirdParties.length > 5 ? ` and ${thirdParties.length - 5} more` : ''}`,
        }
      : undefined,
  ({ blastRadius }) =>
    blastRadius
      ? {
          factor: 'blast-radius',
          points: blastRadius >= WIDE_RADIUS ? 2 : 1,
          says: `A break-in leads on to ${blastRadius} other ${blastRadius === 1 ? 'asset' : 'assets'}`,
        }
      : undefined,
  ({ environment }) =>
    environment && ENVIRONMENT_POINTS[environment] !== 0
      ? { factor: 'environment', points: ENVIRONMENT_POINTS[environment], says: `It is ${environment}` }
      : undefined,
]

const EXPOSURE_WORDS: Record<Exposure, string> = {
  internet: 'The internet reaches it',
  partner: 'Partners reach it',
  internal: 'Only the own network reaches it',
  isolated: 'Nothing reaches it',
}

/** How much the business seems to depend on an application, from what the estate shows, with the reasons. A person's word stands above it. Pure. */
export function proposeCriticality(facts: CriticalityFacts): CriticalityProposal {
  const reasons = RULES.flatMap((rule) => rule(facts) ?? []).sort((a, b) => b.points - a.points)
  const points = reasons.reduce((sum, one) => sum + one.points, 0)
  const known = reasons.some(({ factor }) => factor !== 'environment' && factor !== 'blast-radius')
  const word = STEPS.find(([from]) => points >= from)?.[1] ?? 'low'
  return { proposed: known ? word : null, points, reasons }
}
