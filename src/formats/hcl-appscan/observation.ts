import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { lines, paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'
import { codeFields } from './code.ts'
import type { Surroundings } from './surroundings.ts'
import { endpointsOf } from './web.ts'

export const issueTypeOf = (issue: Node): string | undefined => textOf(child(issue, 'issue-type'), 'ref')

/** An issue as one observation; as several when its variants were sent to several places. */
export function observationsOf(issue: Node, around: Surroundings): Observation[] {
  const common = commonFields(issue, around)
  const endpoints = endpointsOf(issue, around)
  if (endpoints.length > 0) return endpoints.map((endpoint) => observe({ ...common, kind: 'web', endpoint }))
  return [observe({ ...common, ...codeFields(issue) })]
}

function commonFields(issue: Node, around: Surroundings): Omit<Observation, 'type' | 'kind'> {
  const name = textOf(issue, 'issue-type-name')
  const rule = issueTypeOf(issue) ?? name ?? 'issue'
  const type = around.types.get(rule)
  const severity = textOf(issue, 'severity')
  const advice = around.advice.get(rule) ?? []
  const variants = childrenOf(child(issue, 'variant-group'), 'item')
  const cve = advisoryIdsIn(issue.attributes.cve, textOf(issue, 'cve'), textOf(type, 'cve'))
  const rating = cvssRating({
    score: textOf(issue, 'cvss-score') ?? textOf(issue, 'cvss'),
    vector: textOf(child(issue, 'cvss-vector'), 'vector'),
    version: around.cvssVersion,
  })
  return {
    rule,
    title: name ?? textOf(type, 'name') ?? rule,
    description: paragraphs(
      ...variants.map((variant) => textOf(variant, 'reasoning')),
      ...variants.map((variant) => textOf(child(variant, 'issue-information'), 'method-signature')),
      ...refsOf(issue, 'security-risks').map((id) => around.words.get(id)),
      ...refsOf(issue, 'cause-id').map((id) => around.words.get(id)),
      ...advice.map((one) => allText(child(one, 'cause'))),
      ...advice.map((one) => allText(child(one, 'risk'))),
    ),
    severity: severityOf(severity, textOf(issue, 'severity-id')),
    toolSeverity: severity ?? textOf(issue, 'severity-id'),
    cvss: rating && [rating],
    cwes: cwesOf(textOf(issue, 'cwe'), refsOf(issue, 'cwe'), textOf(type, 'cwe')),
    advisories: cve,
    references: [...new Set(advice.flatMap((one) => linksIn(xmlText(one).replace(/[<>"]/g, ' '))))],
    remediation: paragraphs(
      ...childrenOf(child(issue, 'fix'), 'item').map((fix) => allText(child(fix, 'general'))),
      ...advice.map((one) => allText(child(one, 'recommendations')) ?? allText(child(one, 'general'))),
    ),
    fingerprints: fingerprintsOf(issue),
    verdict: verdictOf(textOf(issue, 'status')),
    seenAt: isoTime(textOf(issue, 'last-updated')),
    tags: [
      ...refsOf(issue, 'threat-class').map((id) => around.words.get(id) ?? id),
      issue.attributes.language,
    ].filter((tag): tag is string => Boolean(tag)),
    raw: xmlText(issue),
  }
}

const refsOf = (issue: Node, name: string): string[] =>
  childrenOf(child(issue, name), 'ref').flatMap((ref) => textOf(ref) ?? [])

/** An element's text with that of everything in it, a line each. */
function allText(node: Node | undefined): string | undefined {
  if (!node) return undefined
  return lines(node.text.trim(), ...node.children.map(allText))
}

const NUMBERS: { [number: string]: Severity } = byWord({
  '0': 'info',
  '1': 'low',
  '2': 'medium',
  '3': 'high',
  '4': 'critical',
  '6': 'critical',
})

const severityOf = (word: string | undefined, number: string | undefined): Severity =>
  word === undefined ? (NUMBERS[number ?? ''] ?? 'unknown') : severityOfWord(word)

/** The hash of what the issue is and where; -1 where none was computed. */
function fingerprintsOf({ attributes }: Node): Record<string, string> | undefined {
  const id = attributes['id-v2'] || attributes.id
  return id && id !== '-1' ? { appscan: id } : undefined
}

const VERDICTS: { [status: string]: ProducerVerdict['state'] } = byWord({
  noise: 'false_positive',
  passed: 'accepted',
  fixed: 'fixed',
})

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const state = VERDICTS[status?.toLowerCase() ?? '']
  return state && { state, reason: status, source: 'appscan-status' }
}
