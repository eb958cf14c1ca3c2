import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { asObject, asText } from '../values/fields.ts'
import { anything, label, needed, number, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

export const alertSchema = z.object({
  Title: needed,
  Category: text,
  OrcaScore: number,
  RiskLevel: text,
  Severity: text,
  Status: text,
  Source: text,
  AlertId: label,
  AlertType: text,
  Details: text,
  Recommendation: text,
  CreatedAt: text,
  LastSeen: text,
  Labels: anything,
  Inventory: anything,
  'Inventory.Name': text,
  CloudAccount: anything,
  'CloudAccount.Name': text,
})

type Alert = z.output<typeof alertSchema>

/** Kinds by words of Orca's categories; all others are of the cloud's settings. */
const KINDS: [RegExp, Kind][] = [
  [/IAM|authentication|access/i, 'identity'],
  [/data/i, 'data'],
  [/secret|password|key/i, 'secret'],
  [/malware/i, 'malware'],
  [/vulnerabilit|workload/i, 'container'],
]

const kindOf = (category = ''): Kind => KINDS.find(([word]) => word.test(category))?.[1] ?? 'cloud'

/** The score goes from 0 to 10. */
function severityOf({ OrcaScore: score, RiskLevel, Severity: word }: Alert): Severity {
  if (RiskLevel ?? word) return severityOfWord(RiskLevel ?? word)
  return score === undefined ? 'unknown' : severityOfScore(score)
}

export function observationOf(alert: Alert, raw: string): Observation {
  const { Title: title, Category: category, Source: source, Status: status, OrcaScore: score } = alert
  const address = nameIn(alert.Inventory) ?? alert['Inventory.Name'] ?? source
  const closed = /^(?:closed|resolved)$/i.test(status ?? '')
  const set = /^(?:dismissed|snoozed)$/i.test(status ?? '')
  return observe({
    kind: kindOf(category),
    rule: alert.AlertType ?? title,
    title,
    description: alert.Details,
    severity: severityOf(alert),
    toolSeverity: alert.RiskLevel ?? alert.Severity ?? (score === undefined ? undefined : String(score)),
    resource: address
      ? { address, account: nameIn(alert.CloudAccount) ?? alert['CloudAccount.Name'] }
      : undefined,
    remediation: alert.Recommendation,
    fingerprints: alert.AlertId === undefined ? undefined : { alert: alert.AlertId },
    verdict: closed
      ? { state: 'fixed', reason: status, source: 'orca-status' }
      : set
        ? { state: 'accepted', reason: status, source: 'orca-status' }
        : undefined,
    seenAt: isoTime(alert.LastSeen ?? alert.CreatedAt),
    tags: [...(category ? [category] : []), ...labelsIn(alert.Labels)],
    raw,
  })
}

const nameIn = (value: unknown): string | undefined => asText(asObject(value)?.Name)

/** A list, or in a table its JSON. */
function labelsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((one): one is string => asText(one) !== undefined)
  if (typeof value !== 'string' || value.trim() === '') return []
  try {
    return labelsIn(JSON.parse(value))
  } catch {
    return [value]
  }
}
