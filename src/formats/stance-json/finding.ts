import { STATES } from '../../model/finding-state.ts'
import { type Kind, TOOL_KINDS } from '../../model/kind.ts'
import type {
  CodeLocation,
  CvssRating,
  Endpoint,
  Observation,
  ProducerVerdict,
} from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cvssRating, leadingScore, scoreOf } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { isObject } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { normalPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { isoTime } from '../values/time.ts'
import { oneLine } from '../values/title.ts'
import type { Finding } from './shape.ts'

/** A finding of Stance's own formats as an observation. */
export function observationOf(finding: Finding, raw: string): Observation {
  const advisories = advisoryIds(finding.cve, finding.advisories)
  const cvss = ratingsIn(finding.cvss)
  const component = componentOf(finding)
  const endpoint = endpointOf(finding)
  const location = locationOf(finding)
  return observe({
    kind: kindIn(finding) ?? guessedKind(finding, advisories[0], component?.purl),
    rule: finding.rule ?? advisories[0] ?? oneLine(finding.title),
    title: finding.title,
    description: finding.description,
    severity: severityIn(finding.severity, cvss),
    toolSeverity: finding.severity,
    confidence: confidenceOfWord(finding.confidence?.trim()),
    cvss,
    cwes: cwesOf(finding.cwe),
    advisories,
    location,
    related: finding.related.map(relative),
    flow: finding.flow.map(relative),
    component,
    endpoint,
    resource: finding.resource,
    secret: finding.secret,
    controls: finding.controls,
    references: finding.references,
    remediation: finding.remediation,
    fingerprints:
      finding.fingerprints ?? (finding.fingerprint ? { fingerprint: finding.fingerprint } : undefined),
    epss: finding.epss !== undefined && finding.epss >= 0 && finding.epss <= 1 ? finding.epss : undefined,
    knownExploited: finding.knownExploited,
    reachability: reachIn(finding),
    verdict: verdictIn(finding),
    seenAt: isoTime(finding.seenAt),
    tags: finding.tags,
    tool: finding.tool,
    raw,
  })
}

function reachIn({ reachability }: Finding): Observation['reachability'] {
  if (!reachability) return undefined
  const { level, atMost, evidence } = reachability
  return { level, ...(atMost && { atMost: true as const }), ...(evidence && { evidence }) }
}

const kindIn = ({ kind }: Finding): Kind | undefined =>
  TOOL_KINDS.find((known) => known === kind?.trim().toLowerCase())

export const isKind = (word: string): boolean =>
  TOOL_KINDS.some((known) => known === word.trim().toLowerCase())

/** What a finding without a kind must be, by what it is about. */
function guessedKind(finding: Finding, advisory: string | undefined, purl: string | undefined): Kind {
  if (finding.secret) return 'secret'
  if (finding.package || finding.component || finding.purl || advisory)
    return packageKind(advisory ?? '', purl)
  if (finding.url || finding.endpoint) return 'web'
  return finding.resource ? 'config' : 'code'
}

/** A word, or a number 0–10; without one, what CVSS says. */
function severityIn(given: string | undefined, cvss: CvssRating[]): Severity {
  const score = scoreOf(given) ?? (given === undefined ? leadingScore(cvss) : undefined)
  return score === undefined ? severityOfWord(given) : severityOfScore(score)
}

/** A vector, a score, an object of these, or a list of any. */
function ratingsIn(given: unknown): CvssRating[] {
  const list = Array.isArray(given) ? given : [given]
  return list
    .map((item) => cvssRating(isObject(item) ? item : { vector: item, score: item }))
    .filter((rating) => rating !== undefined)
}

function locationOf(finding: Finding): CodeLocation | undefined {
  const { path, line, endLine, column, endColumn, snippet, symbol } = finding
  if (finding.location) return relative(finding.location)
  return path === undefined
    ? undefined
    : relative({ path, line, endLine, column, endColumn, snippet, symbol })
}

const relative = <T extends { path: string }>(place: T): T => ({ ...place, path: relativePath(place.path) })

function componentOf(finding: Finding) {
  const given = finding.component
  const purl = normalPurl(given?.purl ?? finding.purl)
  const known = packageOfPurl(purl)
  const name = given?.name ?? finding.package ?? known?.name
  if (name === undefined) return undefined
  return {
    name,
    version: given?.version ?? finding.version ?? known?.version,
    purl,
    path: given?.path ?? finding.path,
    fixVersions: given?.fixVersions.length ? given.fixVersions : finding.fix,
    direct: given?.direct ?? finding.direct,
    chain: given?.chain,
  }
}

function endpointOf(finding: Finding): Endpoint | undefined {
  const { url, method, parameter, request, response, evidence } = finding
  return (
    finding.endpoint ??
    (url === undefined ? undefined : { url, method, parameter, request, response, evidence })
  )
}

function verdictIn({ state, reason }: Finding): ProducerVerdict | undefined {
  const known = STATES.find((word) => word === state?.trim().toLowerCase().replace(/[\s-]/g, '_'))
  return known && { state: known, reason, source: 'stance-format' }
}
