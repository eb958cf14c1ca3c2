import type { AssetClaim } from '../../model/asset.ts'
import type { Kind } from '../../model/kind.ts'
import type {
  AffectedComponent,
  CodeLocation,
  Observation,
  ProducerVerdict,
} from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asList, isObject } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { timeInOrder } from '../values/slash-date.ts'
import { oneLine } from '../values/title.ts'
import { newSite } from '../values/web-address.ts'
import { addressesOf } from './endpoints.ts'
import type { Finding } from './finding.ts'

/** One observation for each address that a finding is about; one for a finding without. */
export function* findingItems(
  finding: Finding,
  raw: string,
  sites: Set<string>,
): Generator<Observation | AssetClaim> {
  const addresses = addressesOf(finding.endpoints)
  for (const url of addresses) yield* newSite(url, sites)
  for (const url of addresses.length > 0 ? addresses : [undefined]) yield observationOf(finding, url, raw)
}

function observationOf(finding: Finding, url: string | undefined, raw: string): Observation {
  const { title, severity, references, unique_id_from_tool: id, epss_score: epss } = finding
  const advisories = advisoryIds(finding.cve, idsIn(finding.vulnerability_ids))
  const component = componentOf(finding)
  const kind = kindOf(finding, advisories, component, url)
  const links = linksIn(references)
  return observe({
    kind,
    rule: finding.vuln_id_from_tool ?? (kind === 'dependency' ? advisories[0] : undefined) ?? oneLine(title),
    title,
    description: descriptionOf(finding),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cvss: [
      cvssRating({ vector: finding.cvssv4, score: finding.cvssv4_score, version: '4.0' }),
      cvssRating({ vector: finding.cvssv3, score: finding.cvssv3_score, version: '3.1' }),
    ].filter((rating) => rating !== undefined),
    cwes: cwesOf(finding.cwe, finding.cwes),
    advisories,
    location: locationOf(finding),
    flow: flowOf(finding),
    component,
    endpoint: url === undefined ? undefined : { url, parameter: finding.param, evidence: finding.payload },
    references: links.length > 0 || references === undefined ? links : [references],
    remediation: finding.mitigation,
    fingerprints: id === undefined ? undefined : { defectdojo: id },
    epss: epss !== undefined && epss >= 0 && epss <= 1 ? epss : undefined,
    knownExploited: finding.known_exploited,
    verdict: verdictOf(finding),
    // DefectDojo takes 03/04/2025 for the fourth of March.
    seenAt: timeInOrder(finding.date, 'month'),
    tags: tagsOf(finding),
    raw,
  })
}

/** Ids as the format writes them, or as the API does. */
const idsIn = (given: unknown): unknown[] =>
  (Array.isArray(given) ? given : [given]).map((id) => (isObject(id) ? id.vulnerability_id : id))

function kindOf(
  finding: Finding,
  advisories: string[],
  component: AffectedComponent | undefined,
  url: string | undefined,
): Kind {
  if (component) return packageKind(advisories[0] ?? '', undefined)
  if (finding.file_path) return 'code'
  if (url || finding.dynamic_finding) return 'web'
  return advisories.length > 0 ? 'dependency' : 'code'
}

function componentOf(finding: Finding): AffectedComponent | undefined {
  const { component_name: name, component_version: version, file_path: path, fix_version: fix } = finding
  if (!name) return undefined
  return {
    name,
    ...(version && { version }),
    ...(path && { path: relativePath(path) }),
    ...(fix && { fixVersions: [fix] }),
  }
}

function descriptionOf(finding: Finding): string | undefined {
  const {
    description,
    impact,
    steps_to_reproduce: steps,
    severity_justification: why,
    fix_version: fix,
  } = finding
  const parts = [
    description,
    impact && `Impact: ${impact}`,
    steps && `Steps to reproduce: ${steps}`,
    why && `Severity: ${why}`,
    fix && !finding.component_name && `Fixed in: ${fix}`,
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

const locationOf = ({
  file_path: path,
  line,
  sast_sink_object: symbol,
}: Finding): CodeLocation | undefined =>
  path === undefined ? undefined : { path: relativePath(path), line, symbol }

function flowOf(finding: Finding): CodeLocation[] {
  const { sast_source_file_path: path, sast_source_line: line, sast_source_object: symbol } = finding
  const sink = locationOf(finding)
  const source = path ?? (symbol || line ? finding.file_path : undefined)
  return source === undefined || !sink ? [] : [{ path: relativePath(source), line, symbol }, sink]
}

const SOURCE = 'defectdojo'

function verdictOf(finding: Finding): ProducerVerdict | undefined {
  if (finding.false_p) return { state: 'false_positive', source: SOURCE }
  if (finding.is_mitigated)
    return {
      state: 'fixed',
      ...(finding.mitigated && { reason: `mitigated ${finding.mitigated}` }),
      source: SOURCE,
    }
  if (finding.risk_accepted) return { state: 'accepted', reason: 'risk accepted', source: SOURCE }
  if (finding.out_of_scope) return { state: 'accepted', reason: 'out of scope', source: SOURCE }
  return finding.active === false ? { state: 'accepted', reason: 'not active', source: SOURCE } : undefined
}

const FLAGS = ['verified', 'duplicate', 'under_review', 'ransomware_used', 'fix_available'] as const

const tagsOf = (finding: Finding): string[] => [
  ...asList(finding.tags).filter((tag) => typeof tag === 'string'),
  ...FLAGS.filter((flag) => finding[flag]).map((flag) => flag.replaceAll('_', '-')),
  ...(finding.kev_date ? [`kev:${finding.kev_date}`] : []),
  ...(finding.service ? [`service:${finding.service}`] : []),
  ...(finding.effort_for_fixing ? [`effort:${finding.effort_for_fixing}`] : []),
  ...(finding.epss_percentile === undefined ? [] : [`epss-percentile:${finding.epss_percentile}`]),
]
