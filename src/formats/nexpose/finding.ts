import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { type Node, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating, scoreOf } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { type HostPort, hostPlace } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import type { Definition } from './definition.ts'
import { prose } from './prose.ts'

/** `20250901T083000123` */
export const timeOf = (text: string | undefined): string | undefined =>
  isoTime(text?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})?.*$/, '$1-$2-$3T$4:$5:$6'))

/**
 * Whether a test found its vulnerability: exploited, by version, or potentially, also where an exception hides it. Others say that it is
 * not there or that nobody looked.
 */
export const hasFound = (test: Node): boolean =>
  /^(?:exception-)?(?:vulnerable|potential|exploited|general)/i.test(test.attributes.status ?? '')

const CONFIDENCE: [RegExp, Observation['confidence']][] = [
  [/exploited/i, 'high'],
  [/version/i, 'medium'],
  [/potential/i, 'low'],
]

export function observationOf(
  test: Node,
  place: HostPort,
  about: Definition | undefined,
  seenAt: string | undefined,
): Observation {
  const { id = '', status = '', key } = test.attributes
  const proof = prose({ ...test, attributes: {} })
  const at = hostPlace(place)
  const severity = scoreOf(about?.severity)
  const ratings = [
    cvssRating({ score: about?.score3, vector: about?.vector3, version: '3.0' }),
    cvssRating({ score: about?.score, vector: about?.vector, version: '2.0' }),
  ]
  const references = about?.references ?? []
  return observe({
    kind: 'runtime',
    rule: id.toLowerCase(),
    title: about?.title ?? id,
    description:
      [about?.description, at.endpoint ? undefined : proof].filter(Boolean).join('\n\n') || undefined,
    severity: severity === undefined ? 'unknown' : severityOfScore(severity),
    toolSeverity: about?.severity,
    confidence: CONFIDENCE.find(([pattern]) => pattern.test(status))?.[1],
    cvss: ratings.filter((rating) => rating !== undefined),
    cwes: cwesOf(references.filter(({ source }) => /^CWE$/i.test(source)).map((reference) => reference.id)),
    advisories: advisoryIdsIn(
      references.filter(({ source }) => !/^URL$/i.test(source)).map((reference) => reference.id),
    ),
    ...at,
    ...(at.endpoint && { endpoint: { ...at.endpoint, evidence: proof } }),
    // One check finds several things on a port: files, accounts.
    resource: { ...at.resource, address: [at.resource.address, key].filter(Boolean).join(' ') },
    references: [
      ...new Set(references.flatMap((reference) => (/^https?:/i.test(reference.id) ? reference.id : []))),
    ],
    remediation: about?.solution,
    verdict: /^exception-/i.test(status)
      ? { state: 'accepted', reason: status, source: 'nexpose-exception' }
      : undefined,
    seenAt,
    tags: [
      ...(about?.tags ?? []),
      ...references.flatMap(({ source, id: name }) =>
        /^(?:URL|CVE|CWE)$/i.test(source) ? [] : `${source}:${name}`,
      ),
    ],
    raw: xmlText(test),
  })
}
