import { INPUT_SQL, type InputRow } from '../../rank-input.ts'
import type { Maturity, RiskContext } from '../../score/input.ts'
import { type SsvcFacts, ssvcFacts } from '../../ssvc/ssvc-facts.ts'
import type { GroupRow } from './groups.ts'

/** What of a finding SSVC looks at; the rest is its asset's. */
const NAMES = [
  'published',
  'exploited',
  'maturity',
  'automatable',
  'vector',
] as const satisfies (keyof InputRow)[]

export const asksSsvc = (uses: ReadonlySet<string>): boolean =>
  [...uses].some((fact) => fact.startsWith('ssvc.'))

export const SSVC_COLUMNS = {
  names: NAMES.map((name) => `ssvc_${name}`),
  types: NAMES.map((name) => INPUT_SQL[name].type),
  select: NAMES.map((name) => `${INPUT_SQL[name].sql} as ssvc_${name}`),
}

/** A reader of these columns, from a place in rows on, at one asset. The same columns are asked once. */
export function ssvcReader(at: number, context: RiskContext): (row: GroupRow) => SsvcFacts {
  const known = new Map<string, SsvcFacts>()
  return (row) => {
    const values = row.slice(at, at + NAMES.length)
    const key = values.join('\x1f')
    const facts = known.get(key) ?? factsOf(values, context)
    known.set(key, facts)
    return facts
  }
}

const orNull = (value: number): number | null => (value < 0 ? null : value)

function factsOf(
  values: GroupRow,
  { exposure, criticality, environment, dataClasses }: RiskContext,
): SsvcFacts {
  const [published, exploited, maturity, automatable, vector] = values as [
    boolean,
    number,
    number,
    number,
    string,
  ]
  return ssvcFacts({
    published,
    knownExploited: exploited < 0 ? null : exploited === 1,
    exploitMaturity: orNull(maturity) as Maturity | null,
    automatable: automatable < 0 ? null : automatable === 1,
    technicalImpact: null,
    cvssVector: vector || null,
    exposure,
    criticality,
    environment,
    dataClasses,
  })
}
