import type { CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'

/** What Qualys knows of a check (a QID), apart from where it found it. */
export interface Check {
  title: string | undefined
  /** 1 minimal … 5 urgent */
  severity: string | undefined
  category: string | undefined
  threat: string | undefined
  impact: string | undefined
  solution: string | undefined
  cvss: CvssRating[]
  cves: string[]
  references: string[]
  tags: string[]
}

/** A check that found something on a host. Prose is HTML. */
export interface Detection extends Partial<Check> {
  qid: string
  host: string
  port: string | undefined
  protocol: string | undefined
  /** `Vuln`, `Practice` (potential), `Ig` (information), and their longer names. */
  type: string | undefined
  status?: string | undefined
  isIgnored?: boolean
  isExploited?: boolean
  result: string | undefined
  seenAt: string | undefined
  raw: string
}

const LEVELS: Severity[] = ['unknown', 'info', 'low', 'medium', 'high', 'critical']

export function observationOf(found: Detection): Observation {
  const { qid, title, severity, category, threat, impact, solution, type = '' } = found
  const isInfo = /^(?:ig|info)/i.test(type)
  const result = found.result?.replaceAll('\r', '').trim() || undefined
  const isWeb = /web application/i.test(category ?? '')
  const [page] = isWeb ? linksIn(result) : []
  const place = hostPlace({ ...found, port: portIn(found.port), url: page })
  const prose = [
    proseText(threat),
    labelled('Impact', proseText(impact)),
    place.endpoint ? undefined : result,
  ]
  return observe({
    kind: isWeb && place.endpoint ? 'web' : 'runtime',
    rule: qid,
    title: title ?? `QID ${qid}`,
    description: prose.filter(Boolean).join('\n\n') || undefined,
    severity: isInfo ? 'info' : (LEVELS[Number(severity?.trim() || Number.NaN)] ?? severityOfWord(severity)),
    toolSeverity: severity,
    confidence: /^(?:practice|potential)/i.test(type) ? 'low' : isInfo || !type ? undefined : 'high',
    cvss: found.cvss,
    cwes: cwesOf(threat),
    advisories: advisoryIdsIn(found.cves),
    ...place,
    ...(place.endpoint && { endpoint: { ...place.endpoint, evidence: result } }),
    references: [...new Set([...(found.references ?? []), ...linksIn(`${threat ?? ''} ${solution ?? ''}`)])],
    remediation: proseText(solution),
    knownExploited: found.isExploited || undefined,
    verdict: verdictOf(found),
    seenAt: found.seenAt,
    tags: [...(category ? [category] : []), ...(found.tags ?? [])],
    raw: found.raw,
  })
}

const labelled = (name: string, text: string | undefined) => text && `${name}: ${text}`

function verdictOf({ status = '', isIgnored }: Detection): ProducerVerdict | undefined {
  if (isIgnored || /^ignored$/i.test(status))
    return { state: 'accepted', reason: 'ignored', source: 'qualys-status' }
  return /^fixed$/i.test(status) ? { state: 'fixed', source: 'qualys-status' } : undefined
}
