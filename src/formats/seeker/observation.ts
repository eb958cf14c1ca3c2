import type { CodeLocation, Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { cell } from '../syntax/csv-report.ts'
import { byWord } from '../values/by-word.ts'
import { controlId } from '../values/control-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'

type Row = Record<string, string>

const SEVERITIES: { [word: string]: Severity } = byWord({ informative: 'info' })

export function observationOf(row: Row, raw: string): Observation {
  const said = (column: string) => cell(row, column)
  const rule = said('CheckerKey') as string
  const [severity, key, trace] = ['Severity', 'ItemKey', 'StackTrace'].map(said)
  const endpoint = endpointOf(row)
  return observe({
    kind: endpoint ? 'web' : 'code',
    rule,
    title: said('VulnerabilityName') ?? rule,
    description: paragraphs(said('Summary'), said('Description'), said('VerificationProof'), trace),
    severity: SEVERITIES[severity?.toLowerCase() ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity,
    confidence: /^verified$/i.test(said('VerificationTag') ?? '') ? 'high' : undefined,
    cwes: cwesOf(said('CWE-SANS'), said('CWE')),
    endpoint,
    location: placeOf(said('CodeLocation')),
    controls: controlsOf(row),
    references: ['SeekerServerLink', 'ticketUrls'].flatMap(
      (column) => said(column)?.match(/https?:\/\/[^\s,]+/g) ?? [],
    ),
    remediation: said('Remediation'),
    fingerprints: key ? { itemKey: key } : undefined,
    verdict: verdictOf(said('Status')),
    seenAt: isoTime(said('LastDetectionTime')),
    tags: [said('CodeLocationType'), said('CAPEC'), ...(said('CustomTags')?.split(/,\s*/) ?? [])].filter(
      (tag) => tag !== undefined,
    ),
    raw,
  })
}

function endpointOf(row: Row): Endpoint | undefined {
  const url = cell(row, 'LastDetectionURL') ?? cell(row, 'URL')
  if (!url) return undefined
  const request = paragraphs(cell(row, 'LastDetectionHttpHeaders'), cell(row, 'LastDetectionHttpParams'))
  return { url, parameter: cell(row, 'SourceName'), request }
}

/** `shop.web.Orders.find():63`: the file of a Java class has its name. */
function placeOf(location: string | undefined): CodeLocation | undefined {
  const [, name, method, line] =
    /^([a-z]\w*(?:\.[a-z]\w*)*\.[A-Z]\w*)[\w$.]*\.([\w<>$]+)\(\):(\d+)$/.exec(location ?? '') ?? []
  if (!name) return undefined
  return { path: `${name.replaceAll('.', '/')}.java`, line: positionIn(line), symbol: `${name}.${method}` }
}

const FRAMEWORKS: [string, string][] = [
  ['OWASP2013', 'OWASP Top 10 2013'],
  ['OWASP2017', 'OWASP Top 10 2017'],
  ['OWASP2021', 'OWASP Top 10 2021'],
  ['PCI-DSS', 'PCI DSS'],
  ['GDPR', 'GDPR'],
]

/** `A04:2021 - Insecure Design` by its number, others by their words. */
const controlsOf = (row: Row): string[] =>
  FRAMEWORKS.flatMap(([column, framework]) => {
    const text = cell(row, column)
    return text ? [controlId(framework, /^(?:A\d+|\d+(?:\.\d+)+)/.exec(text)?.[0] ?? text)] : []
  })

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const word = status?.toLowerCase() ?? ''
  if (/false|safe/.test(word)) return { state: 'false_positive', reason: status, source: 'seeker-status' }
  if (/ignored|accepted/.test(word)) return { state: 'accepted', reason: status, source: 'seeker-status' }
  return /^(?:fixed|closed|resolved)/.test(word)
    ? { state: 'fixed', reason: status, source: 'seeker-status' }
    : undefined
}
