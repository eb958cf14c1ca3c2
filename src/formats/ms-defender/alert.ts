import { z } from 'zod'
import type { Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { anything, label, listOf, needed, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

export const alertSchema = z.object({
  id: needed,
  title: needed,
  description: text,
  recommendedAction: text,
  severity: text,
  status: text,
  classification: text,
  determination: text,
  category: text,
  detectionSource: text,
  detectorId: text,
  threatFamilyName: text,
  threatName: text,
  incidentId: label,
  machineId: text,
  computerDnsName: text,
  mitreTechniques: texts,
  lastEventTime: anything,
  alertCreationTime: anything,
  evidence: listOf(
    z.object({ entityType: text, fileName: text, filePath: text, url: text, ipAddress: text }),
  ),
})

type Alert = z.output<typeof alertSchema>

export function alertObservation(alert: Alert, raw: string): Observation {
  const machine = alert.computerDnsName ?? alert.machineId
  return observe({
    kind: 'runtime',
    rule: alert.detectorId ?? alert.title,
    title: alert.title,
    description: [alert.description, evidenceIn(alert)].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(alert.severity),
    toolSeverity: alert.severity,
    endpoint: endpointOf(alert),
    resource: machine ? { address: machine, type: 'machine', provider: 'microsoft-defender' } : undefined,
    remediation: alert.recommendedAction,
    fingerprints: { 'ms-defender': alert.id },
    verdict: verdictOf(alert),
    seenAt: isoTime(alert.lastEventTime ?? alert.alertCreationTime),
    tags: [
      ...alert.mitreTechniques,
      ...[alert.category, alert.detectionSource, alert.threatFamilyName, alert.threatName],
      ...[alert.incidentId && `incident:${alert.incidentId}`],
    ].filter((tag): tag is string => Boolean(tag)),
    raw,
  })
}

const evidenceIn = ({ evidence }: Alert): string =>
  evidence
    .map(({ entityType, filePath, fileName, ipAddress }) => {
      const file = [filePath, fileName].filter(Boolean).join('\\')
      const what = file || ipAddress
      return what ? `${entityType ?? 'Evidence'}: ${what}` : ''
    })
    .filter(Boolean)
    .join('\n')

function endpointOf({ evidence }: Alert): Endpoint | undefined {
  const url = evidence.map((one) => one.url).find((one) => one !== undefined)
  return url === undefined ? undefined : { url }
}

function verdictOf({ status, classification, determination }: Alert): ProducerVerdict | undefined {
  const source = 'ms-defender-alert'
  const reason = determination ?? classification ?? status ?? ''
  if (/^false.?positive$/i.test(classification ?? '')) return { state: 'false_positive', reason, source }
  if (/^informational/i.test(classification ?? '')) return { state: 'accepted', reason, source }
  return status?.toLowerCase() === 'resolved' ? { state: 'fixed', reason, source } : undefined
}
