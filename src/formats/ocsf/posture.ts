import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import type { Element } from '../syntax/ndjson.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { controlId, controlsIn } from '../values/control-id.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Event, ResourceDetails } from './event.ts'
import { endpointOf, locationOf } from './evidence.ts'
import { outcomeOf, severityOf, verdictOf } from './outcome.ts'
import { isSaas, providerOf, resourceOf } from './resource.ts'

const INCIDENT = 2005
const DATA_SECURITY = 2006
const IAM_ANALYSIS = 2008

/** A failed check: one observation for each resource that it names. */
export function postureObservations(event: Event, element: Element): Observation[] {
  const resources = event.resources.length > 0 ? event.resources : [undefined]
  return resources.map((resource) => observationOf(event, resource, element))
}

function observationOf(event: Event, resource: ResourceDetails | undefined, element: Element): Observation {
  const manual = outcomeOf(event) === 'manual'
  return observe({
    ...sharedFields(event),
    kind: kindOf(event),
    rule: ruleOf(event),
    title: titleOf(event),
    description: texts(
      event.desc,
      event.info?.desc,
      ...detailsOf(event),
      event.risk_details,
      dataText(event),
      ...accessTexts(event),
      ...event.finding_info_list.slice(1).map(({ title }) => title),
    ),
    // Nothing was found yet: the severity is what it would be if the check failed.
    severity: manual ? 'info' : severityOf(event),
    advisories: advisoryIds(event.malware.flatMap(({ cves }) => cves.map(({ uid }) => uid))),
    location: locationOf(event),
    endpoint: endpointOf(event),
    resource: resourceOf(event, resource),
    controls: controlsOf(event),
    remediation: remediationOf(event.remediation ?? event.info?.remediation),
    references: referencesOf(event),
    tags: [
      ...(manual ? ['manual-check'] : []),
      ...(event.info?.types ?? []),
      ...(event.unmapped?.categories ?? []),
      ...(resource?.group?.name ? [resource.group.name] : []),
      ...attacksOf(event),
      ...event.malware.map(({ name }) => name).filter((name) => name !== undefined),
      ...(event.is_suspected_breach ? ['suspected-breach'] : []),
    ],
    raw: element.text,
  })
}

/** What every finding of an event has in common. */
export const sharedFields = (event: Event) => ({
  toolSeverity: event.severity,
  confidence: confidenceOf(event),
  fingerprints: uidOf(event) ? { ocsf: uidOf(event) as string } : undefined,
  verdict: verdictOf(event),
  seenAt: isoTime(event.time_dt ?? event.time ?? event.event_time),
})

/** An incident has an id of its own, beside those of the findings that it is about. */
const uidOf = (event: Event): string | undefined =>
  event.class_uid === INCIDENT ? (event.metadata?.uid ?? event.info?.uid) : event.info?.uid

export function kindOf(event: Event): Kind {
  if (event.malware.length > 0) return 'malware'
  if (event.class_uid === INCIDENT || event.evidences.length > 0) return 'runtime'
  if (event.class_uid === DATA_SECURITY) return 'data'
  if (event.class_uid === IAM_ANALYSIS) return 'identity'
  const provider = providerOf(event)
  if (isSaas(provider)) return 'identity'
  return provider === 'kubernetes' || provider === 'iac' ? 'config' : provider ? 'cloud' : 'runtime'
}

/** The check's own id; where a product has none, its title names the check. */
const ruleOf = (event: Event): string =>
  event.metadata?.event_code ??
  event.compliance?.control ??
  event.metadata?.product?.feature?.uid ??
  event.info?.analytic?.uid ??
  event.analytic?.uid ??
  event.data_security?.policy?.uid ??
  event.data_security?.policy?.name ??
  event.info?.analytic?.name ??
  event.analytic?.name ??
  event.compliance?.checks[0]?.uid ??
  titleOf(event)

export const titleOf = (event: Event): string =>
  (event.class_uid === INCIDENT ? (event.message ?? event.desc) : undefined) ??
  event.info?.title ??
  event.message ??
  event.data_security?.policy?.name ??
  `OCSF finding of class ${event.class_uid}`

const detailsOf = ({ status_detail, message, compliance }: Event): (string | undefined)[] => [
  status_detail ?? message,
  compliance?.desc,
  compliance?.status_detail,
  ...(compliance?.status_details ?? []),
]

/** What data security says of the data, without what it matched: that is the data itself. */
function dataText({ data_security: data }: Event): string | undefined {
  const { category, confidentiality, detection_pattern, policy, total } = data ?? {}
  const facts = [
    category && `Category: ${category}`,
    confidentiality && `Confidentiality: ${confidentiality}`,
    detection_pattern && `Pattern: ${detection_pattern}`,
    total !== undefined && `Matches: ${total}`,
  ]
  return texts(policy?.desc, facts.filter(Boolean).join(', '))
}

/** What an analysis of access says beside the finding's own words. */
const accessTexts = (event: Event): string[] => {
  const { access_level, access_type } = event.access_analysis_result ?? {}
  const access = [access_type, access_level].filter(Boolean).join(', ')
  const unused = event.permission_analysis_results.map((result) => {
    const name = result.policy?.name ?? result.policy?.uid ?? 'permissions'
    return `${name}: ${result.unused_privileges_count ?? 0} privileges and ${result.unused_services_count ?? 0} services unused`
  })
  return [access && `Access: ${access}`, ...unused].filter((text) => text !== '')
}

/** MITRE ATT&CK ids, as tags. */
const attacksOf = (event: Event): string[] => [
  ...new Set(
    [...event.attacks, ...(event.info?.attacks ?? [])]
      .map(({ technique, sub_technique, tactic }) => sub_technique?.uid ?? technique?.uid ?? tactic?.uid)
      .filter((id): id is string => id !== undefined),
  ),
]

const texts = (...parts: (string | undefined)[]): string | undefined =>
  [...new Set(parts)].filter(Boolean).join('\n\n') || undefined

const CONFIDENCE = [undefined, 'low', 'medium', 'high'] as const

function confidenceOf(event: Event): Observation['confidence'] {
  const level = confidenceOfWord(event.confidence)
  if (level) return level
  const score = event.confidence_score
  if (score !== undefined) return score >= 70 ? 'high' : score >= 40 ? 'medium' : 'low'
  return CONFIDENCE[event.confidence_id ?? 0]
}

/** Prowler maps each check to frameworks (`{"CIS-2.0": ["1.20"]}`); the standard has requirements, and standards of one control. */
function controlsOf(event: Event): string[] {
  const provider = providerOf(event)
  const mapped = Object.entries(event.unmapped?.compliance ?? {}).flatMap(([framework, controls]) =>
    controls.map((control) => controlId(framework, control, provider)),
  )
  const { control, standards = [], requirements = [], checks = [] } = event.compliance ?? {}
  return [
    ...new Set([
      ...mapped,
      ...standards.map((one) => (control ? controlId(one, control, provider) : one)),
      ...requirements.flatMap((requirement) => controlsIn(requirement, provider)),
      ...checks.flatMap(({ uid, standards: of }) =>
        uid ? of.map((one) => controlId(one, uid, provider)) : [],
      ),
    ]),
  ]
}

/** Commands stand among the references of a remediation. */
export function remediationOf(remediation: Event['remediation']): string | undefined {
  return texts(
    remediation?.desc,
    ...(remediation?.references ?? []).filter((reference) => !isLink(reference)),
  )
}

function referencesOf(event: Event): string[] {
  const remediation = event.remediation ?? event.info?.remediation
  return linksOf(
    event.info?.src_url,
    event.src_url,
    event.unmapped?.related_url,
    event.unmapped?.additional_urls,
    remediation?.references,
    remediation?.kb_articles,
    remediation?.kb_article_list.map(({ src_url }) => src_url),
  )
}

export const isLink = (text: string): boolean => /^https?:\/\//i.test(text)
