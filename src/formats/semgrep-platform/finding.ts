import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { reachabilityOf } from '../values/reachability.ts'
import { isoTime } from '../values/time.ts'
import type { Finding } from './schema.ts'

export function observationOf(finding: Finding, element: Element): Observation {
  const { rule, location, severity, match_based_id, found_dependency, assistant } = finding
  const message = finding.rule_message ?? rule?.message
  const component = componentOf(finding)
  return observe({
    kind: finding.is_malicious === true ? 'malware' : component ? 'dependency' : 'code',
    rule: finding.rule_name,
    title: firstSentence(message) ?? finding.rule_name,
    description: message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(finding.confidence ?? rule?.confidence),
    cwes: cwesOf(rule?.cwe_names),
    advisories: advisoryIds(finding.vulnerability_identifier),
    location: location?.file_path
      ? {
          path: relativePath(location.file_path),
          line: location.line,
          column: location.column,
          endLine: location.end_line,
          endColumn: location.end_column,
        }
      : undefined,
    component,
    references: [
      finding.line_of_code_url,
      found_dependency?.lockfile_line_url,
      finding.external_ticket?.url,
    ].filter((link) => link !== undefined),
    remediation:
      [assistant?.guidance?.summary, assistant?.guidance?.instructions, assistant?.autofix?.fix_code]
        .filter(Boolean)
        .join('\n\n') || undefined,
    fingerprints: match_based_id ? { semgrep: match_based_id } : undefined,
    epss: probability(finding.epss_score?.score),
    reachability: reachabilityOf(finding.reachability),
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.created_at),
    tags: tagsOf(finding),
    raw: element.text,
  })
}

function componentOf({
  found_dependency: found,
  fix_recommendations,
}: Finding): AffectedComponent | undefined {
  if (!found?.package) return undefined
  const { package: name, version, transitivity } = found
  const type = purlTypeOf(found.ecosystem)
  const purl = type && purlOf({ type, name, ...(version && { version }) })
  const way = transitivity?.toLowerCase()
  const fixes = fix_recommendations.flatMap((fix) =>
    fix.version && (fix.package ?? name) === name ? [fix.version] : [],
  )
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    fixVersions: fixes,
    ...(way && ['direct', 'transitive'].includes(way) && { direct: way === 'direct' }),
  }
}

const probability = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 0 && value <= 1 ? value : undefined

/** The status sums up what code and people did; older answers have only the two apart. */
export function verdictOf(finding: Finding): ProducerVerdict | undefined {
  const { status, state, triage_state, triage_reason, triage_comment } = finding
  const word = (status ?? (triage_state === 'ignored' ? triage_state : state))?.toLowerCase()
  const reason = [triage_reason, triage_comment].filter(Boolean).join(': ') || word
  const told = { ...(reason && { reason }), source: 'semgrep-triage' }
  if (word === 'fixed' || word === 'removed') return { state: 'fixed', ...told }
  if (word !== 'ignored' && word !== 'muted') return undefined
  return { state: triage_reason === 'false_positive' ? 'false_positive' : 'accepted', ...told }
}

function tagsOf({
  rule,
  assistant,
  reachability,
  categories,
  ref,
  external_ticket: ticket,
  ...rest
}: Finding): string[] {
  return [
    ...(rule?.owasp_names ?? []).map((name) => `OWASP ${name}`),
    ...(rule?.vulnerability_classes ?? []),
    ...categories,
    ...[reachability, rest.reachable_condition, ref, ticket?.external_slug].filter(
      (tag) => tag !== undefined,
    ),
    ...(assistant?.autotriage?.verdict ? [`assistant:${assistant.autotriage.verdict}`] : []),
    ...(assistant?.component?.tag ? [`component:${assistant.component.tag}`] : []),
  ]
}
