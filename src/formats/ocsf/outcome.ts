import type { ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Event } from './event.ts'

const SECURITY_FINDING = 2001

/**
 * What a check came to. Only its own words for passing make it pass: a status nobody knows is a finding. `manual` is a check that
 * the tool cannot make, which a person has to.
 */
export function outcomeOf(event: Event): 'fail' | 'pass' | 'manual' {
  const status = event.class_uid === SECURITY_FINDING ? event.status : undefined
  const word = (event.status_code ?? event.compliance?.status ?? status ?? '').toUpperCase()
  if (/^(?:PASS(?:ED)?|SUCCESS|COMPLIANT|NOT[ _]?APPLICABLE)$/.test(word)) return 'pass'
  return word === 'MANUAL' ? 'manual' : 'fail'
}

const STATUS = ['', '', '', 'suppressed', 'resolved', 'archived', 'deleted']
const VERDICT = new Map<string, ProducerVerdict['state']>([
  ['suppressed', 'accepted'],
  ['archived', 'accepted'],
  ['resolved', 'fixed'],
  ['deleted', 'fixed'],
])
const CLOSE = 3

/**
 * What the producer decided about the finding. Where word and number of the status differ the word counts: a finding shown needlessly
 * is better than one hidden. In the first finding class the status was the outcome instead.
 */
export function verdictOf(event: Event): ProducerVerdict | undefined {
  const source = 'ocsf-status'
  if (event.status_code?.toUpperCase() === 'MUTED')
    return { state: 'accepted', reason: event.comment ?? 'muted', source }
  if (event.class_uid === SECURITY_FINDING) return undefined
  const status = event.status?.toLowerCase() ?? STATUS[event.status_id ?? 0] ?? ''
  const state = VERDICT.get(status) ?? (event.activity_id === CLOSE ? 'fixed' : undefined)
  return state && { state, reason: event.comment ?? (status || 'closed'), source }
}

const SEVERITY: (Severity | undefined)[] = [
  undefined,
  'info',
  'low',
  'medium',
  'high',
  'critical',
  'critical',
]

export function severityOf(event: Event): Severity {
  const known = SEVERITY[event.severity_id ?? 0]
  return known ?? severityOfWord(event.severity)
}
