import type { Endpoint, Observation } from '../../model/observation.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { decodedText, methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { addressAt } from '../values/web-address.ts'
import { classesIn, confidenceOf, isFalsePositive, parameterIn, ruleOf, severityOf } from './words.ts'

/** One issue: one check at one place. Undefined when it names neither its type nor itself. */
export function observationOf(issue: Node): Observation | undefined {
  const name = textOf(issue, 'name')
  const rule = ruleOf(textOf(issue, 'type'), name)
  if (!rule) return undefined
  const severity = textOf(issue, 'severity')
  const classes = textOf(issue, 'vulnerabilityClassifications')
  const detail = textOf(issue, 'issueDetail')
  return observe({
    kind: 'web',
    rule,
    title: name ?? rule,
    description: joined(
      proseText(detail),
      itemsIn(issue).join('\n'),
      proseText(textOf(issue, 'issueBackground')),
    ),
    severity: severityOf(severity),
    toolSeverity: severity,
    confidence: confidenceOf(textOf(issue, 'confidence')),
    cwes: cwesOf(classes ?? ''),
    advisories: advisoryIdsIn(detail, name),
    endpoint: endpointOf(issue),
    references: linksIn(joined(textOf(issue, 'references'), classes)),
    remediation: joined(
      proseText(textOf(issue, 'remediationDetail')),
      proseText(textOf(issue, 'remediationBackground')),
    ),
    verdict: isFalsePositive(severity)
      ? { state: 'false_positive', reason: 'severity set to false positive', source: 'burp' }
      : undefined,
    tags: classesIn(classes),
    raw: xmlText(issue),
  })
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

const itemsIn = (issue: Node): string[] =>
  childrenOf(child(issue, 'issueDetailItems'), 'issueDetailItem').flatMap(
    (item) => proseText(item.text) ?? [],
  )

function endpointOf(issue: Node): Endpoint | undefined {
  const url = addressAt(textOf(issue, 'host'), textOf(issue, 'path'))
  if (!url) return undefined
  const events = childrenOf(issue, 'collaboratorEvent')
  const exchange = child(issue, 'requestresponse') ?? child(events[0], 'requestresponse')
  const request = messageIn(child(exchange, 'request'))
  return {
    url,
    method: child(exchange, 'request')?.attributes.method ?? methodIn(request),
    parameter: parameterIn(textOf(issue, 'location')),
    request,
    response: messageIn(child(exchange, 'response')),
    evidence: joined(...events.map(eventText), ...childrenOf(issue, 'dynamicAnalysis').map(analysisText)),
  }
}

function messageIn(node: Node | undefined): string | undefined {
  return node?.attributes.base64 === 'true' ? decodedText(node.text) : textOf(node)
}

/** What Burp's own server saw the application send. */
function eventText(event: Node): string {
  const facts = ['interactionType', 'originIp', 'time', 'lookupType', 'lookupHost'].map((name) =>
    textOf(event, name),
  )
  return facts.filter(Boolean).join(' ')
}

const analysisText = (analysis: Node): string =>
  analysis.children
    .filter(
      (fact) => /^(?:source|sink|sourceValue|sinkValue|poc)$/.test(fact.name) && fact.text.trim() !== '',
    )
    .map((fact) => `${fact.name}: ${fact.text.trim()}`)
    .join('\n')
