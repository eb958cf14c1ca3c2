import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { flag, label, number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

export const issueSchema = z
  .object({
    id: text,
    issue_id: text,
    title: text,
    summary: text,
    severity: text,
    base_severity: text,
    severity_score: label,
    confidence: number,
    affected_asset: text,
    port: label,
    evidence: part(z.object({ evidence: text, 'curl-cmd': text, hostname: text, 'more-details-link': text })),
    cve_ids: texts,
    cwe_ids: texts,
    references: texts,
    advisories: texts,
    remediation_steps: texts,
    issue_status: text,
    investigation_status: text,
    is_snoozed: flag,
    comment: text,
    resolved_at: text,
    last_detected: text,
    first_detected: text,
    issue_type: text,
    issue_types: texts,
    potential_threat: text,
    exploitation_availability: text,
    mitre_attack_technique_name: text,
    platforms: texts,
    environments: texts,
    organizations: texts,
    business_units: texts,
    tags: texts,
    cis_controls: texts,
    nist_800_171_controls: texts,
    nist_800_53_controls: texts,
    iso27001_controls: texts,
    iso27002_controls: texts,
    pci_dss_controls: texts,
  })
  .refine((issue) => issue.issue_id ?? issue.title, { path: ['issue_id'] })

export type Issue = z.output<typeof issueSchema>

export function observationOf(issue: Issue, raw: string): Observation {
  const rule = issue.issue_id ?? issue.title ?? ''
  const url = urlOf(issue)
  return observe({
    kind: 'web',
    rule,
    title: issue.title ?? rule,
    description: issue.summary?.replace(/\n {2,}/g, ' ').trim(),
    severity: severityOfWord(issue.severity ?? issue.base_severity),
    toolSeverity: issue.severity ?? issue.base_severity,
    confidence: confidenceOf(issue.confidence),
    cwes: cwesOf(issue.cwe_ids),
    advisories: advisoryIds(issue.cve_ids),
    endpoint: url
      ? { url, request: issue.evidence?.['curl-cmd'], evidence: issue.evidence?.evidence?.trim() }
      : undefined,
    controls: controlsOf(issue),
    references: linksIn(
      [...issue.references, ...issue.advisories, issue.evidence?.['more-details-link'] ?? ''].join('\n'),
    ),
    remediation: issue.remediation_steps.join('\n') || undefined,
    verdict: verdictOf(issue),
    seenAt: isoTime(issue.last_detected ?? issue.first_detected),
    tags: tagsOf(issue),
    raw,
  })
}

/** `ip/192.0.2.1`, `domain/shop.example`, `webapp/shop.example`; certificates have no place of their own. */
export function placeOf({ affected_asset: asset, evidence }: Issue): string | undefined {
  const [, sort, name] = /^(\w+)\/(.+)$/.exec(asset ?? '') ?? []
  return (sort === 'cert' ? undefined : name) ?? evidence?.hostname
}

function urlOf(issue: Issue): string | undefined {
  const place = placeOf(issue)
  if (!place || /^https?:\/\//.test(place)) return place
  return issue.port ? `tcp://${place}:${issue.port}` : place
}

/** A percentage. */
function confidenceOf(percent: number | undefined): Observation['confidence'] {
  if (percent === undefined) return undefined
  if (percent >= 80) return 'high'
  return percent >= 50 ? 'medium' : 'low'
}

const FRAMEWORKS = [
  ['cis_controls', 'CIS'],
  ['nist_800_53_controls', 'NIST-800-53'],
  ['nist_800_171_controls', 'NIST-800-171'],
  ['iso27001_controls', 'ISO-27001'],
  ['iso27002_controls', 'ISO-27002'],
  ['pci_dss_controls', 'PCI-DSS'],
] as const

const controlsOf = (issue: Issue): string[] =>
  FRAMEWORKS.flatMap(([name, framework]) => issue[name].map((id) => `${framework}:${id}`))

function tagsOf(issue: Issue): string[] {
  const none = (word: string | undefined) => (word && !/^none$/i.test(word) ? word : undefined)
  const facts: [string, string | undefined][] = [
    ['asset', issue.affected_asset],
    ['threat', none(issue.potential_threat)],
    ['exploit', none(issue.exploitation_availability)],
    ['ATT&CK', none(issue.mitre_attack_technique_name)],
    ['score', issue.severity_score],
    ['investigation', issue.investigation_status],
  ]
  return [
    ...new Set([
      ...issue.tags,
      ...(issue.issue_type ? [issue.issue_type] : issue.issue_types),
      ...issue.platforms,
      ...issue.environments,
      ...issue.organizations,
      ...issue.business_units,
      ...facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    ]),
  ]
}

function verdictOf(issue: Issue): ProducerVerdict | undefined {
  const status = `${issue.issue_status ?? ''} ${issue.investigation_status ?? ''}`.trim()
  const said = (state: ProducerVerdict['state']): ProducerVerdict => ({
    state,
    reason: issue.comment ?? status,
    source: 'cycognito',
  })
  if (/false.?positive/i.test(status)) return said('false_positive')
  if (/accept/i.test(status)) return said('accepted')
  return issue.resolved_at || /\b(?:resolved|removed)\b/i.test(issue.issue_status ?? '')
    ? said('fixed')
    : undefined
}
