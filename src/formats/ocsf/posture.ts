import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import type { Element } from '../syntax/ndjson.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Event, ResourceDetails } from './event.ts'
import { outcomeOf, severityOf, verdictOf } from './outcome.ts'
import { isSaas, providerOf, resourceOf } from './resource.ts'

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
    description: texts(event.info?.desc, detailOf(event), event.risk_details),
    // Nothing was found yet: the severity is what it would be if the check failed.
    severity: manual ? 'info' : severityOf(event),
    resource: resourceOf(event, resource),
    controls: controlsOf(event),
    remediation: remediationOf(event.remediation ?? event.info?.remediation),
    references: referencesOf(event),
    tags: [
      ...(manual ? ['manual-check'] : []),
      ...(event.info?.types ?? []),
      ...(event.unmapped?.categories ?? []),
      ...(resource?.group?.name ? [resource.group.name] : []),
    ],
    raw: element.text,
  })
}

/** What every finding of an event has in common. */
export const sharedFields = (event: Event) => ({
  toolSeverity: event.severity,
  confidence: confidenceOf(event.confidence),
  fingerprints: event.info?.uid ? { ocsf: event.info.uid } : undefined,
  verdict: verdictOf(event),
  seenAt: isoTime(event.time_dt ?? event.time ?? event.event_time),
})

export function kindOf(event: Event): Kind {
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
  event.info?.analytic?.name ??
  titleOf(event)

export const titleOf = (event: Event): string =>
  event.info?.title ?? event.message ?? `OCSF finding of class ${event.class_uid}`

const detailOf = (event: Event): string | undefined => event.status_detail ?? event.message

const texts = (...parts: (string | undefined)[]): string | undefined =>
  [...new Set(parts)].filter(Boolean).join('\n\n') || undefined

function confidenceOf(word: string | undefined): Observation['confidence'] {
  const level = word?.toLowerCase()
  return level === 'high' || level === 'medium' || level === 'low' ? level : undefined
}

/** Prowler maps each check to frameworks (`{"CIS-2.0": ["1.20"]}`); the standard has requirements, and standards of one control. */
function controlsOf({ unmapped, compliance }: Event): string[] {
  const mapped = Object.entries(unmapped?.compliance ?? {}).flatMap(([framework, controls]) =>
    controls.map((control) => `${framework}:${control}`),
  )
  const { control, standards = [], requirements = [] } = compliance ?? {}
  return [
    ...new Set([
      ...mapped,
      ...standards.map((one) => (control ? `${one}:${control}` : one)),
      ...requirements,
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
  const all = [
    event.info?.src_url,
    event.unmapped?.related_url,
    ...(event.unmapped?.additional_urls ?? []),
    ...(remediation?.references ?? []),
    ...(remediation?.kb_articles ?? []),
  ]
  return [...new Set(all)].filter((reference) => reference !== undefined && isLink(reference)) as string[]
}

export const isLink = (text: string): boolean => /^https?:\/\//i.test(text)
