import type { ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Event } from './event.ts'

const SECURITY_FINDING = 2001
const INCIDENT = 2005
/** Of a compliance's status. */
const PASS = 1

/**
 * What a check came to. Only its own words for passing make it pass: a status nobody knows is a finding. `manual` is a check that
 * the tool cannot make, which a person has to.
 */
export function outcomeOf(event: Event): 'fail' | 'pass' | 'manual' {
  const status = event.class_uid === SECURITY_FINDING ? event.status : undefined
  const { status: told, status_id: number } = event.compliance ?? {}
  const word = (event.status_code ?? told ?? status ?? (number === PASS ? 'PASS' : '')).toUpperCase()
  if (/^(?:PASS(?:ED)?|SUCCESS|COMPLIANT|NOT[ _]?APPLICABLE)$/.test(word)) return 'pass'
  return word === 'MANUAL' ? 'manual' : 'fail'
}

const STATUS = ['', '', '', 'suppressed', 'resolved', 'archived', 'deleted']
const INCIDENT_STATUS = ['', '', '', '', 'resolved', 'closed']
const VERDICT = new Map<string, ProducerVerdict['state']>([
  ['suppressed', 'accepted'],
  ['archived', 'accepted'],
  ['resolved', 'fixed'],
  ['deleted', 'fixed'],
  ['closed', 'fixed'],
])
const FALSE_POSITIVE = 1
const CLOSE = 3

/**
 * What the producer decided about the finding. Where word and number of the status differ the word counts: a finding shown needlessly
 * is better than one hidden. In the first finding class the status was the outcome instead.
 */
export function verdictOf(event: Event): ProducerVerdict | undefined {
  const source = 'ocsf-status'
  if (event.status_code?.toUpperCase() === 'MUTED')
    return { state: 'accepted', reason: event.comment ?? 'muted', source }
  if (event.verdict_id === FALSE_POSITIVE || /^false.positive$/i.test(event.verdict ?? ''))
    return { state: 'false_positive', reason: event.comment ?? 'false positive', source: 'ocsf-verdict' }
  const status = statusOf(event)
  const state = VERDICT.get(status) ?? (event.activity_id === CLOSE ? 'fixed' : undefined)
  return state && { state, reason: event.comment ?? (status || 'closed'), source }
}

function statusOf(event: Event): string {
  if (event.class_uid === SECURITY_FINDING)
    return event.state?.toLowerCase() ?? STATUS[event.state_id ?? 0] ?? ''
  const numbers = event.class_uid === INCIDENT ? INCIDENT_STATUS : STATUS
  return event.status?.toLowerCase() ?? numbers[event.status_id ?? 0] ?? ''
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
