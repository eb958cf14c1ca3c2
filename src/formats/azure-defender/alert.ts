import { z } from 'zod'
import type { ProducerVerdict, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { proseText } from '../values/html-text.ts'
import { anything, label, listOf, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import { resourceOf } from './resource.ts'

export const alertSchema = z
  .object({
    key: text,
    elementId: text,
    alertType: text,
    alertDisplayName: text,
    AlertType: text,
    AlertDisplayName: text,
    severity: text,
    Severity: text,
    status: text,
    Status: text,
    description: text,
    Description: text,
    intent: text,
    techniques: texts,
    compromisedEntity: text,
    CompromisedEntity: text,
    remediationSteps: texts,
    RemediationSteps: texts,
    resourceIdentifiers: listOf(z.object({ azureResourceId: text, AzureResourceId: text, type: text })),
    ResourceIdentifiers: listOf(z.object({ azureResourceId: text, AzureResourceId: text })),
    startTimeUtc: anything,
    endTimeUtc: anything,
    EndTimeUtc: anything,
    timeGeneratedUtc: anything,
    alertUri: text,
    AlertUri: text,
    productName: text,
    systemAlertId: text,
    SystemAlertId: text,
    extendedProperties: part(z.record(z.string(), label)),
  })
  .refine((alert) => alert.alertType ?? alert.alertDisplayName ?? alert.AlertType ?? alert.AlertDisplayName, {
    path: ['alertType'],
  })

type Alert = z.output<typeof alertSchema>

/** The API begins names in lower case, Resource Graph in upper. */
export function* alertObservation(alert: Alert, raw: string): Generator<Item> {
  const rule = alert.alertType ?? alert.AlertType
  const name = alert.alertDisplayName ?? alert.AlertDisplayName
  const severity = alert.severity ?? alert.Severity
  const uid = alert.systemAlertId ?? alert.SystemAlertId ?? alert.key
  yield observe({
    kind: 'runtime',
    rule: (rule ?? name) as string,
    title: titleOf(name, rule),
    description: proseText(alert.description ?? alert.Description),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    resource: subjectOf(alert),
    references: linksOf(alert.alertUri ?? alert.AlertUri),
    remediation:
      [...alert.remediationSteps, ...alert.RemediationSteps].map(proseText).filter(Boolean).join('\n') ||
      undefined,
    fingerprints: uid ? { 'azure-defender': uid } : undefined,
    verdict: verdictOf(alert.status ?? alert.Status),
    seenAt: isoTime(alert.endTimeUtc ?? alert.EndTimeUtc ?? alert.timeGeneratedUtc ?? alert.startTimeUtc),
    tags: [alert.intent, ...alert.techniques, alert.productName].filter(
      (tag): tag is string => tag !== undefined,
    ),
    raw,
  })
}

/** An alert about what is no resource of Azure names it: a machine, an account. */
function subjectOf(alert: Alert): Resource | undefined {
  const [id] = [...alert.resourceIdentifiers, ...alert.ResourceIdentifiers]
    .map((one) => one.azureResourceId ?? one.AzureResourceId)
    .filter((one) => one !== undefined)
  const entity = alert.compromisedEntity ?? alert.CompromisedEntity
  if (!id && entity) return { address: entity, provider: 'azure' }
  return resourceOf(undefined, id ?? alert.elementId)
}

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const word = status?.toLowerCase()
  const state = word === 'dismissed' ? 'accepted' : word === 'resolved' ? 'fixed' : undefined
  return state && { state, reason: word as string, source: 'azure-defender-alert' }
}
