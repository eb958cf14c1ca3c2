import { z } from 'zod'
import type { AffectedComponent, CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { label, listOf, needed, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { severityOf } from './severity.ts'

const cwe = part(z.object({ id: label, name: text }))

const cve = part(
  z.object({
    name: text,
    cvss: number,
    vector: text,
    href: text,
    severity: text,
    cvss3: part(z.object({ score: number, vector: text })),
    exploitability: part(z.object({ epss_score: number, exploit_observed: z.unknown() })),
  }),
)

export const findingSchema = z.object({
  scan_type: needed,
  issue_id: label,
  description: text,
  finding_status: part(
    z.object({ status: text, resolution: text, resolution_status: text, last_seen_date: text }),
  ),
  annotations: listOf(z.object({ action: text, comment: text })),
  finding_details: z.object({
    severity: label,
    cwe,
    finding_category: part(z.object({ name: text })),
    attack_vector: text,
    // Static
    file_path: text,
    file_name: text,
    file_line_number: position,
    module: text,
    procedure: text,
    // Dynamic
    url: text,
    vulnerable_parameter: text,
    plugin: text,
    // SCA
    cve,
    component_id: text,
    component_filename: text,
    component_path: listOf(z.object({ path: text })),
    version: label,
    language: text,
    product_name: text,
    // Manual
    location: text,
    capec_id: label,
  }),
})

type Finding = z.output<typeof findingSchema>

export function findingObservation(finding: Finding, raw: string): Observation {
  const { finding_details: details, scan_type } = finding
  const cwes = cwesOf(details.cwe?.id)
  const name = details.cve?.name
  const rule =
    scan_type === 'SCA' && name
      ? name
      : cwes[0]
        ? `CWE-${cwes[0]}`
        : (details.finding_category?.name ?? scan_type)
  const component = componentOf(finding)
  return observe({
    kind: scan_type === 'SCA' ? 'dependency' : details.url ? 'web' : 'code',
    rule,
    title: component
      ? `${component.name}: ${rule}`
      : (details.cwe?.name ?? details.finding_category?.name ?? rule),
    description: proseText(finding.description),
    severity: details.severity ? severityOf(details.severity) : severityOfWord(details.cve?.severity),
    toolSeverity: details.severity ?? details.cve?.severity,
    cvss: ratingsOf(finding),
    cwes,
    advisories: advisoryIds(name),
    location: locationOf(finding),
    component,
    endpoint: details.url
      ? { url: details.url, parameter: details.vulnerable_parameter, evidence: details.attack_vector }
      : undefined,
    references: [...new Set([...linksIn(finding.description), ...linksIn(details.cve?.href)])],
    epss: epssOf(details.cve?.exploitability?.epss_score),
    knownExploited: details.cve?.exploitability?.exploit_observed === true ? true : undefined,
    fingerprints: finding.issue_id ? { issueId: finding.issue_id } : undefined,
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.finding_status?.last_seen_date),
    tags: [details.finding_category?.name, details.plugin, details.module, details.language].filter(
      (tag, index, all): tag is string => tag !== undefined && all.indexOf(tag) === index,
    ),
    raw,
  })
}

const epssOf = (score: number | undefined): number | undefined =>
  score !== undefined && score >= 0 && score <= 1 ? score : undefined

function locationOf({ finding_details: details, scan_type }: Finding): Observation['location'] {
  if (scan_type === 'SCA' || details.url) return undefined
  const path = relativePath(details.file_path ?? details.file_name ?? details.location ?? '')
  return path === '' ? undefined : { path, line: details.file_line_number, symbol: details.procedure }
}

/** A file with its version in its name is the only name that there is. */
function componentOf({ finding_details: details, scan_type }: Finding): AffectedComponent | undefined {
  const file = details.component_filename
  if (scan_type !== 'SCA' || !file) return undefined
  const end = details.version === undefined ? '' : `-${details.version}`
  const bare = file.replace(/\.(?:jar|war|dll|tgz|whl)$/i, '')
  const path = relativePath(details.component_path[0]?.path ?? '')
  return {
    name: end !== '' && bare.endsWith(end) ? bare.slice(0, -end.length) : bare,
    version: details.version,
    path: path || undefined,
  }
}

function ratingsOf({ finding_details: { cve: of } }: Finding): CvssRating[] {
  const third = cvssRating({ ...of?.cvss3, version: '3' })
  const second = cvssRating({ score: of?.cvss, vector: of?.vector, version: '2' })
  return [third, second].filter((rating) => rating !== undefined)
}

/** A resolution counts once it is approved; what is closed without one is gone. */
function verdictOf({ finding_status: said, annotations }: Finding): ProducerVerdict | undefined {
  const [resolution, reason] = [said?.resolution, annotations[0]?.comment]
  if (
    said?.resolution_status === 'APPROVED' &&
    resolution &&
    resolution !== 'UNRESOLVED' &&
    resolution !== 'FIXED'
  )
    return {
      state: resolution === 'POTENTIAL_FALSE_POSITIVE' ? 'false_positive' : 'accepted',
      reason: reason ?? resolution,
      source: 'veracode-mitigation',
    }
  return said?.status === 'CLOSED'
    ? { state: 'fixed', reason: resolution, source: 'veracode-status' }
    : undefined
}
