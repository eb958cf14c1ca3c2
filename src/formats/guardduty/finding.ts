import { z } from 'zod'
import type { Observation, ProducerVerdict, Resource } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { anything, flag, label, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { actionText } from './action.ts'

export const findingSchema = z.object({
  id: text,
  arn: text,
  type: z.string().trim().min(1),
  title: text,
  description: text,
  severity: number,
  confidence: label,
  accountId: text,
  region: text,
  partition: text,
  createdAt: text,
  updatedAt: text,
  resource: z.looseObject({}).optional().catch(undefined),
  service: part(
    z.object({
      action: anything,
      archived: flag,
      count: number,
      eventFirstSeen: text,
      eventLastSeen: text,
      resourceRole: text,
      userFeedback: text,
      featureName: text,
      evidence: anything,
    }),
  ),
})

export type Finding = z.output<typeof findingSchema>

/** Severity is a number of 0.1 to 10 whose steps are those of CVSS: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
export function observationOf(finding: Finding, resource: Resource | undefined, raw: string): Observation {
  const { service, severity } = finding
  const isRated = severity !== undefined && severity > 0 && severity <= 10
  return observe({
    kind: /Malicious(?:File|Image)|Malware/i.test(finding.type) ? 'malware' : 'runtime',
    rule: finding.type,
    title: finding.title ?? finding.type,
    description: [finding.description, actionText(service?.action)].filter(Boolean).join('\n\n') || undefined,
    severity: isRated ? severityOfScore(severity) : 'unknown',
    toolSeverity: severity === undefined ? undefined : String(severity),
    resource,
    fingerprints: finding.id ? { guardduty: finding.id } : undefined,
    verdict: verdictOf(finding),
    seenAt: isoTime(service?.eventLastSeen) ?? isoTime(finding.updatedAt) ?? isoTime(finding.createdAt),
    tags: [
      ...(service?.resourceRole ? [service.resourceRole.toLowerCase()] : []),
      ...(service?.featureName ? [service.featureName] : []),
      ...(service?.count && service.count > 1 ? [`seen ${service.count} times`] : []),
    ],
    raw,
  })
}

function verdictOf({ service }: Finding): ProducerVerdict | undefined {
  if (service?.userFeedback === 'NOT_USEFUL')
    return { state: 'false_positive', reason: 'marked as not useful', source: 'guardduty' }
  return service?.archived ? { state: 'accepted', reason: 'archived', source: 'guardduty' } : undefined
}
