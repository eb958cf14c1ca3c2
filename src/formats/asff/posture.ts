import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { ownIn } from '../values/fields.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { controlsOf, ruleOf } from './check.ts'
import type { Finding, FindingResource } from './finding.ts'
import { productField, productOf, resourceOf } from './resource.ts'

/** What is no vulnerability of a package: one observation for each resource that the finding names. */
export function postureObservations(finding: Finding, element: Element): Observation[] {
  const resources = finding.Resources.length > 0 ? finding.Resources : [undefined]
  return resources.map((resource) => {
    const location = locationOf(finding, resource)
    return observe({
      ...sharedFields(finding),
      kind: kindOf(finding, location),
      rule: ruleOf(finding),
      title: titleOf(finding),
      description: texts(
        finding.Description,
        ...(finding.Compliance?.StatusReasons ?? []).map((reason) => reason.Description ?? reason.ReasonCode),
        productField(finding, 'aws/securityhub/annotation'),
        otherOf(resource, 'Message'),
      ),
      advisories: advisoryIdsIn(finding.Title),
      location,
      resource: location && resource?.Type === 'Other' ? undefined : resourceOf(finding, resource),
      controls: controlsOf(finding),
      raw: element.text,
    })
  })
}

/** What every observation of a finding has in common. */
export const sharedFields = (finding: Finding) => {
  const recommendation = finding.Remediation?.Recommendation
  return {
    severity: severityOf(finding.Severity ?? finding.FindingProviderFields?.Severity),
    toolSeverity: wordOf(finding.Severity ?? finding.FindingProviderFields?.Severity),
    confidence: confidenceOf(finding.Confidence),
    fingerprints: finding.Id ? { asff: finding.Id } : undefined,
    references: linksOf(recommendation?.Url, finding.SourceUrl, productField(finding, 'RecommendationUrl')),
    // Inspector's words for having none.
    remediation: recommendation?.Text === 'None Provided' ? undefined : recommendation?.Text,
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.LastObservedAt ?? finding.UpdatedAt),
    tags: [...finding.Types, ...(finding.Sample ? ['sample'] : [])],
  }
}

const texts = (...parts: (string | undefined)[]): string | undefined =>
  [...new Set(parts)].filter(Boolean).join('\n\n') || undefined

/** Trivy says where it looked in the title, which is no part of the check. */
const titleOf = ({ Title }: Finding): string =>
  /^Trivy found an? (?:secret|misconfiguration) in \S+?: (.+)$/.exec(Title)?.[1] ?? Title

function kindOf(finding: Finding, location: CodeLocation | undefined): Kind {
  const [namespace = '', category = ''] = (finding.Types[0] ?? '').split('/')
  if (finding.Malware.length > 0) return 'malware'
  if (namespace === 'Sensitive Data Identifications') return location ? 'secret' : 'data'
  if (/^(?:TTPs|Effects|Unusual Behaviors)$/.test(namespace)) return 'runtime'
  if (/access.analyzer/i.test(productOf(finding) ?? '') || /^identity/i.test(category)) return 'identity'
  return location ? 'config' : 'cloud'
}

const otherOf = (resource: FindingResource | undefined, name: string): string | undefined => {
  const value = ownIn(resource?.Details?.Other, name)
  return typeof value === 'string' ? value : undefined
}

function locationOf(finding: Finding, resource: FindingResource | undefined): CodeLocation | undefined {
  const malware = finding.Malware[0]
  const path = relativePath(otherOf(resource, 'Filename') ?? malware?.Path ?? '')
  if (path === '') return undefined
  const line = Number(otherOf(resource, 'StartLine')) || undefined
  const endLine = Number(otherOf(resource, 'EndLine')) || undefined
  return { path, line, endLine, message: malware?.Name } as CodeLocation
}

type FindingSeverity = NonNullable<Finding['Severity']>

function severityOf(severity: FindingSeverity | undefined): Severity {
  const word = severityOfWord(severity?.Label ?? severity?.Original)
  return word !== 'unknown' || severity?.Normalized === undefined
    ? word
    : severityOfNormalized(severity.Normalized)
}

/** 0–100, in the bands that Security Hub's documentation gives. */
function severityOfNormalized(value: number): Severity {
  if (value >= 90) return 'critical'
  if (value >= 70) return 'high'
  if (value >= 40) return 'medium'
  return value >= 1 ? 'low' : 'info'
}

const wordOf = (severity: FindingSeverity | undefined): string | undefined =>
  severity?.Label ?? severity?.Original ?? severity?.Normalized?.toString()

/** 0–100. */
function confidenceOf(value: number | undefined): Observation['confidence'] {
  if (value === undefined) return undefined
  return value >= 70 ? 'high' : value >= 40 ? 'medium' : 'low'
}

/** Products whose findings a person or a rule archives; others archive what no longer exists. */
const ARCHIVED_BY_CHOICE = /guardduty|macie|access.analyzer/i

function verdictOf(finding: Finding): ProducerVerdict | undefined {
  const workflow = (finding.Workflow?.Status ?? finding.WorkflowState ?? '').toUpperCase()
  const reason = (state: string) => finding.Note?.Text ?? state.toLowerCase()
  if (workflow === 'SUPPRESSED')
    return { state: 'accepted', reason: reason(workflow), source: 'asff-workflow' }
  if (workflow === 'RESOLVED') return { state: 'fixed', reason: reason(workflow), source: 'asff-workflow' }
  if (finding.RecordState?.toUpperCase() !== 'ARCHIVED') return undefined
  const state = ARCHIVED_BY_CHOICE.test(productOf(finding) ?? '') ? 'accepted' : 'fixed'
  return { state, reason: reason('archived'), source: 'asff-record-state' }
}
