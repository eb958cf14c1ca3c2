import type { Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { cell } from '../syntax/csv-report.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

type Row = Record<string, string>

export function observationOf(row: Row, raw: string): Observation {
  const rule = cell(row, 'Rule Name') as string
  const name = cell(row, 'Vulnerability Name')
  const severity = cell(row, 'Severity')
  const cwe = cell(row, 'CWE ID')
  const endpoint = endpointOf(row, name)
  const id = cell(row, 'Vulnerability ID')
  return observe({
    kind: endpoint ? 'web' : 'code',
    rule,
    title: name ?? rule,
    severity: severityOf(severity),
    toolSeverity: severity,
    cwes: cwesOf(cwe),
    endpoint,
    references: cwe?.startsWith('http') ? [cwe] : [],
    fingerprints: id ? { vulnerabilityId: id } : undefined,
    verdict: verdictOf(cell(row, 'Status')),
    seenAt: isoTime(cell(row, 'Last Seen Datetime')) ?? isoTime(cell(row, 'Last Seen')),
    tags: [cell(row, 'Category'), cell(row, 'Application Language')].filter((tag) => tag !== undefined),
    raw,
  })
}

/** `Note` stands below `Low`. */
const severityOf = (word: string | undefined): Severity =>
  word?.toLowerCase() === 'note' ? 'info' : severityOfWord(word)

/** The request that was watched; the export names no host. */
function endpointOf(row: Row, name: string | undefined): Endpoint | undefined {
  const uri = cell(row, 'Request URI')
  if (!uri) return undefined
  const [method, query, body] = [
    cell(row, 'Request Method'),
    cell(row, 'Request Qs'),
    cell(row, 'Request Body'),
  ]
  const url = query ? `${uri}?${query}` : uri
  const line = method && [method, url, cell(row, 'Request Version')].filter(Boolean).join(' ')
  return {
    url,
    method,
    parameter: /"([^"]+)" Parameter\b/i.exec(name ?? '')?.[1],
    request: line && (body ? `${line}\n\n${body}` : line),
  }
}

/** `Reported`, `Suspicious` and `Confirmed` are open. */
function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const word = status?.toLowerCase() ?? ''
  if (/^not a problem/.test(word)) return { state: 'accepted', reason: status, source: 'contrast-status' }
  if (/^(?:remediated|fixed)/.test(word)) return { state: 'fixed', reason: status, source: 'contrast-status' }
  return undefined
}
