import { cvssMetrics } from '../score/cvss-metrics.ts'
import type { DecisionPoint, SsvcInput } from './ssvc-input.ts'
import { AUTOMATABLE, EXPLOITATION, SYSTEM_EXPOSURE, TECHNICAL_IMPACT } from './tables.ts'

const CISA = 'CISA Vulnrichment'

/** A point from the values that are open. */
export const point = (
  id: string,
  label: string,
  possible: readonly string[],
  why: string,
  source: string,
): DecisionPoint => ({
  point: id,
  label,
  value: possible.length === 1 ? (possible[0] as string) : null,
  known: possible.length === 1,
  possible: [...possible],
  why,
  source,
})

export function exploitationPoint(input: SsvcInput): DecisionPoint {
  const { published, knownExploited, exploitMaturity } = input
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('exploitation', 'Exploitation', possible, why, source)
  if (knownExploited || exploitMaturity === 3)
    return made(['active'], 'It is exploited in the wild.', 'CISA KEV, CISA Vulnrichment, reports')
  if (exploitMaturity)
    return made(
      ['public poc'],
      exploitMaturity === 2 ? 'A ready-made exploit is public.' : 'A proof of concept is public.',
      'Exploit-DB, Metasploit, CISA Vulnrichment',
    )
  if (!published)
    return made(
      ['none'],
      'No published vulnerability is behind it: nobody is known to use it.',
      'the finding',
    )
  if (exploitMaturity === 0)
    return made(['none'], 'No source of exploits knows one.', 'Exploit-DB, Metasploit, CISA Vulnrichment')
  if (knownExploited === false)
    return made(
      EXPLOITATION.slice(0, 2),
      'Not in the catalogue of exploited ones; no source of exploits is read.',
      'CISA KEV',
    )
  return made(EXPLOITATION, 'No source of exploitation is read.', 'nobody')
}

const EXPOSED = {
  internet: 'open',
  partner: 'controlled',
  internal: 'controlled',
  isolated: 'small',
} as const

export const exposurePoint = ({ exposure }: SsvcInput): DecisionPoint =>
  exposure === null
    ? point('exposure', 'System exposure', SYSTEM_EXPOSURE, 'Nobody said who can reach it.', 'nobody')
    : point(
        'exposure',
        'System exposure',
        [EXPOSED[exposure]],
        `Its exposure is ${exposure}.`,
        'context of the asset',
      )

/** As the tree's own documentation asks: can reconnaissance to exploitation be automated, without a person's help or special access? */
export function automatablePoint({ automatable, cvssVector }: SsvcInput): DecisionPoint {
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('automatable', 'Automatable', possible, why, source)
  if (automatable !== null) return made([automatable ? 'yes' : 'no'], 'CISA assessed it.', CISA)
  const metrics = cvssMetrics(cvssVector ?? '')
  if (!metrics) return made(AUTOMATABLE, 'Neither an assessment nor a CVSS vector says.', 'nobody')
  const AU = metrics.get('AU')
  if (AU === 'Y' || AU === 'N')
    return made([AU === 'Y' ? 'yes' : 'no'], `Its vector says AU:${AU}.`, 'CVSS v4')
  const against = AGAINST.find(({ metric, values }) => values.includes(metrics.get(metric) ?? ''))
  return against
    ? made(['no'], `${against.why} (${against.metric}:${metrics.get(against.metric)}).`, 'CVSS vector')
    : made(['yes'], 'Over the network, simply, without privileges or a person.', 'CVSS vector')
}

/** What in a vector speaks against automation; v2 writes `Au` for privileges and has no `UI`. */
const AGAINST: readonly { metric: string; values: readonly string[]; why: string }[] = [
  { metric: 'AV', values: ['A', 'L', 'P'], why: 'It takes nearness' },
  { metric: 'AC', values: ['H'], why: 'It takes special conditions' },
  { metric: 'AT', values: ['P'], why: 'It takes special conditions' },
  { metric: 'PR', values: ['L', 'H'], why: 'It takes privileges' },
  { metric: 'Au', values: ['S', 'M'], why: 'It takes privileges' },
  { metric: 'UI', values: ['R', 'P', 'A'], why: 'It takes a person' },
]

/** Total: full control of the component, or all of what it holds. */
export function technicalImpactPoint({ technicalImpact, cvssVector }: SsvcInput): DecisionPoint {
  const made = (possible: readonly string[], why: string, source: string): DecisionPoint =>
    point('technical-impact', 'Technical impact', possible, why, source)
  if (technicalImpact) return made([technicalImpact], 'CISA assessed it.', CISA)
  const metrics = cvssMetrics(cvssVector ?? '')
  if (!metrics) return made(TECHNICAL_IMPACT, 'Neither an assessment nor a CVSS vector says.', 'nobody')
  const said = (['C', 'I', 'A'] as const).map((name) => metrics.get(`V${name}`) ?? metrics.get(name))
  return said.every((value) => value === 'H' || value === 'C')
    ? made(['total'], 'Confidentiality, integrity and availability are lost entirely.', 'CVSS vector')
    : made(['partial'], 'Not all of confidentiality, integrity and availability is lost.', 'CVSS vector')
}
