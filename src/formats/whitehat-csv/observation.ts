import type { Endpoint, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'

/** What is said of a class of vulnerability. */
export interface About {
  description: string
  solution: string
}

const SEVERITIES: { [word: string]: Severity } = byWord({ note: 'info' })

/** A vector of a vulnerability; undefined when it names no class or place. */
export function observationOf(
  row: ReadonlyMap<string, string>,
  classes: ReadonlyMap<string, About>,
  raw: string,
): Observation | undefined {
  const rule = row.get('Class')
  const endpoint = endpointOf(row)
  if (!rule || !endpoint) return undefined
  const about = classes.get(rule)
  const rating = row.get('Rating')
  const cvss = cvssRating({ score: row.get('CVSS Score'), vector: row.get('CVSS Vector') })
  const [status, id] = [
    row.get('Attack Vector Status') ?? row.get('Vuln Status'),
    row.get('Attack Vector ID'),
  ]
  return observe({
    kind: 'web',
    rule,
    title: rule,
    description: paragraphs(row.get('Custom Description'), about?.description, row.get('Notes')),
    severity: SEVERITIES[rating?.toLowerCase() ?? ''] ?? severityOfWord(rating),
    toolSeverity: rating,
    cvss: cvss && [cvss],
    cwes: cwesOf(row.get('CWE')),
    endpoint,
    remediation: paragraphs(row.get('Custom Solution'), about?.solution),
    fingerprints: id ? { attackVector: id } : undefined,
    verdict:
      status?.toLowerCase() === 'closed'
        ? { state: 'fixed', reason: status, source: 'whitehat-status' }
        : undefined,
    seenAt: isoTime(row.get('Last Tested')),
    raw,
  })
}

function endpointOf(row: ReadonlyMap<string, string>): Endpoint | undefined {
  const url = row.get('Attack Vector Path') ?? row.get('Vuln URL')
  if (!url) return undefined
  return {
    url,
    method: row.get('Method'),
    request: row.get('HTTP Request Header'),
    response: paragraphs(row.get('Response Status'), row.get('Response Header')),
  }
}
