import type { Kind } from '../../model/kind.ts'
import type { AffectedComponent, Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asText, ownIn } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isoTime } from '../values/time.ts'
import type { Finding, Result } from './finding.ts'
import { resourceOf } from './resource.ts'

export function observationOf(result: Result, raw: string): Observation {
  const { finding } = result
  const { cve, cwes } = finding.vulnerability ?? {}
  const component = componentOf(finding)
  const score = cvssRating({ score: cve?.cvssv3?.baseScore, version: '3' })
  const recommendation = finding.nextSteps ?? sourceText(finding, 'Recommendation')
  const path = relativePath(finding.files[0]?.path ?? finding.files[0]?.diskPath?.relativePath ?? '')
  return observe({
    kind: kindOf(finding, component),
    rule: component && cve?.id ? (advisoryIds(cve.id)[0] ?? cve.id) : finding.category,
    title: titleOf(finding, component),
    description:
      [finding.description, sourceText(finding, 'Explanation')].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(finding.severity),
    toolSeverity: finding.severity,
    cvss: cve?.cvssv3 && score ? [score] : [],
    cwes: cwesOf(cwes?.map(({ id }) => id)),
    advisories: advisoryIds(cve?.id),
    location: path === '' ? undefined : { path },
    component,
    endpoint: endpointOf(finding),
    resource: resourceOf(result),
    controls: controlsOf(finding),
    references: linksOf(
      cve?.references.map(({ uri }) => uri),
      finding.externalUri,
      linksIn(recommendation),
    ),
    remediation: recommendation,
    fingerprints: fingerprintOf(finding),
    knownExploited: cve?.observedInTheWild === true ? true : undefined,
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.eventTime),
    tags: tagsOf(finding),
    raw,
  })
}

/** Fields that detectors had before findings had them. */
const sourceText = (finding: Finding, name: string): string | undefined =>
  asText(ownIn(finding.sourceProperties, name))

const fingerprintOf = ({ canonicalName, name }: Finding): Observation['fingerprints'] => {
  const id = canonicalName ?? name
  return id ? { 'google-scc': id } : undefined
}

/** `PUBLIC_BUCKET_ACL` as words; threats have words already. */
function titleOf({ category, vulnerability }: Finding, component: AffectedComponent | undefined): string {
  if (component && vulnerability?.cve?.id) return `${vulnerability.cve.id} in ${component.name}`
  if (!/^[A-Z0-9_]+$/.test(category)) return category
  const words = category.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function kindOf(finding: Finding, component: AffectedComponent | undefined): Kind {
  const { findingClass, category } = finding
  if (component)
    return component.purl && !/^pkg:(?:deb|rpm|apk)/.test(component.purl) ? 'dependency' : 'container'
  if (findingClass === 'THREAT') return 'runtime'
  if (findingClass === 'SENSITIVE_DATA_RISK' || /^Data Leak|SENSITIVE_DATA/i.test(category)) return 'data'
  if (/web security scanner/i.test(finding.parentDisplayName ?? '')) return 'web'
  if (/^(?:IAM|MFA|SERVICE_ACCOUNT)_|iam recommender/i.test(`${category} ${finding.parentDisplayName ?? ''}`))
    return 'identity'
  return 'cloud'
}

function componentOf({ vulnerability }: Finding): AffectedComponent | undefined {
  const { offendingPackage: bad, fixedPackage: good } = vulnerability ?? {}
  if (!bad?.packageName) return undefined
  const type = purlTypeOf(bad.packageType)
  const version = bad.packageVersion
  return {
    name: bad.packageName,
    version,
    purl: type && purlOf({ type, name: bad.packageName, ...(version && { version }) }),
    fixVersions: good?.packageVersion ? [good.packageVersion] : [],
  } as AffectedComponent
}

/** The web scanner's request. */
function endpointOf(finding: Finding): Endpoint | undefined {
  const url = ['fuzzedUrl', 'reproductionUrl', 'finalUrl']
    .map((name) => sourceText(finding, name))
    .find((one) => one !== undefined)
  const method = sourceText(finding, 'httpMethod')
  if (url) return { url, ...(method && { method }) }
  const [seen] = finding.indicator?.uris ?? []
  return seen ? { url: seen } : undefined
}

const controlsOf = ({ compliances }: Finding): string[] => [
  ...new Set(
    compliances.flatMap(({ standard, version, ids }) =>
      standard ? ids.map((id) => controlId([standard, version].filter(Boolean).join(' '), id, 'gcp')) : [],
    ),
  ),
]

function verdictOf({ state, mute }: Finding): ProducerVerdict | undefined {
  if (state === 'INACTIVE') return { state: 'fixed', reason: 'inactive', source: 'google-scc-state' }
  return mute === 'MUTED' ? { state: 'accepted', reason: 'muted', source: 'google-scc-mute' } : undefined
}

function tagsOf(finding: Finding): string[] {
  const { mitreAttack, vulnerability, indicator } = finding
  const activity = vulnerability?.cve?.exploitationActivity
  return [
    finding.findingClass,
    finding.parentDisplayName,
    finding.moduleName,
    mitreAttack?.primaryTactic,
    ...(mitreAttack?.primaryTechniques ?? []),
    ...(mitreAttack?.additionalTechniques ?? []),
    activity && !/UNSPECIFIED|NO_KNOWN/.test(activity) ? `exploitation:${activity}` : undefined,
    ...(indicator?.ipAddresses ?? []),
    ...(indicator?.domains ?? []),
  ].filter((tag): tag is string => tag !== undefined)
}
