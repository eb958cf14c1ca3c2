import type { AffectedComponent, CvssRating } from '../../model/observation.ts'
import { severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { scoreOf } from '../values/cvss.ts'
import { observe } from '../values/observe.ts'
import { type HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

/** A result, whichever way the report writes it. */
export interface Result {
  where: string
  raw: string
  oid: string | undefined
  name: string | undefined
  host: string | undefined
  hostname: string | undefined
  /** `443`, `443/tcp`, `https (443/tcp)`, `general/tcp` */
  port: string | undefined
  protocol: string | undefined
  /** `High`, `Log`, `False Positive`, … */
  threat: string | undefined
  score: string | undefined
  qod: string | undefined
  cvss: CvssRating[]
  /** What is wrong in general, paragraph by paragraph. */
  about: (string | undefined)[]
  /** What was seen on this host. */
  detail: string | undefined
  remediation: string | undefined
  cves: string[]
  references: string[]
  tags: (string | undefined)[]
  epss: number | undefined
  time: string | undefined
}

export function* itemsOf(result: Result, hosts: HostScopes): Generator<Item> {
  const { where, host, oid, name, threat = '' } = result
  const rule = oid?.trim() || name
  if (!host?.trim() || !rule) {
    yield loss(where, 'left out, because of host or NVT: missing')
    return
  }
  yield* hosts.enter(host, { hostname: result.hostname })
  if (/^error$/i.test(threat)) {
    yield loss(where, 'a check did not run to its end: what it looks for may be there')
    return
  }
  const place = placeOf({ ...result, host })
  const detail = result.detail?.trim()
  yield observe({
    kind: 'runtime',
    rule,
    title: name ?? rule,
    description:
      [...result.about, place.endpoint ? undefined : detail].filter((part) => part?.trim()).join('\n\n') ||
      undefined,
    severity: severityOf(result),
    toolSeverity: threat || result.score,
    confidence: confidenceOf(result.qod),
    cvss: result.cvss,
    advisories: advisoryIdsIn(result.cves),
    ...place,
    ...(place.endpoint && { endpoint: { ...place.endpoint, evidence: detail } }),
    component: packageIn(detail),
    references: result.references,
    remediation: result.remediation,
    epss: result.epss,
    verdict: /^false positive$/i.test(threat)
      ? { state: 'false_positive', reason: 'override', source: 'greenbone-override' }
      : undefined,
    seenAt: isoTime(result.time),
    tags: result.tags.filter((tag): tag is string => Boolean(tag?.trim())),
    raw: result.raw,
  })
}

function placeOf({ host, port, protocol }: Result & { host: string }): ReturnType<typeof hostPlace> {
  const [, number, layer] = /(\d{1,5})\/(\w+)/.exec(port ?? '') ?? []
  return hostPlace({ host, port: portIn(number ?? port), protocol: layer ?? protocol })
}

/** `Log` is what the scanner saw, `Alarm` was the word before the classes of CVSS. */
function severityOf({ threat, score }: Result): ReturnType<typeof severityOfWord> {
  const word = threat?.toLowerCase()
  if (word === 'log' || word === 'debug') return 'info'
  if (word === 'alarm') return 'high'
  const known = severityOfWord(threat)
  const number = scoreOf(score)
  return known === 'unknown' && number !== undefined ? severityOfScore(number) : known
}

/** Quality of detection in percent: 80 is a banner that is reliable, 50 and less are guesses. */
function confidenceOf(qod: string | undefined): 'high' | 'medium' | 'low' | undefined {
  const percent = Number(qod?.trim() || Number.NaN)
  if (Number.isNaN(percent)) return undefined
  return percent >= 80 ? 'high' : percent > 50 ? 'medium' : 'low'
}

/** `Vulnerable package: libshop`, `Installed version: libshop-1.2-3`, `Fixed version: >=libshop-1.2-4` */
function packageIn(detail: string | undefined): AffectedComponent | undefined {
  const said = (label: string) => new RegExp(`^${label}:[ \\t]*(\\S+)`, 'm').exec(detail ?? '')?.[1]
  const name = said('Vulnerable package')
  if (!name) return undefined
  const versionIn = (text: string | undefined) => text?.replace(/^[<>=]+/, '').replace(`${name}-`, '')
  const version = versionIn(said('Installed version'))
  const fixed = versionIn(said('Fixed version'))
  return { name, ...(version && { version }), ...(fixed && { fixVersions: [fixed] }) }
}

/** The higher of the probabilities that a report gives for a result of several CVEs. */
export function epssOf(...scores: (string | undefined)[]): number | undefined {
  const numbers = scores
    .map((score) => Number(score?.trim() || Number.NaN))
    .filter((score) => score >= 0 && score <= 1)
  return numbers.length > 0 ? Math.max(...numbers) : undefined
}
