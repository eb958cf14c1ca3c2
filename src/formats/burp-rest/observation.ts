import { z } from 'zod'
import type { Endpoint, Observation } from '../../model/observation.ts'
import { classesIn, confidenceOf, isFalsePositive, parameterIn, ruleOf, severityOf } from '../burp/words.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { decodedText, methodIn } from '../values/http-message.ts'
import { label, listOf, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { addressAt } from '../values/web-address.ts'

const segments = listOf(z.object({ type: text, data: text }))
const exchange = part(z.object({ url: text, request: segments, response: segments, request_time: label }))

const evidence = z.object({
  request_response: exchange,
  first_evidence: exchange,
  collaborator_event: part(
    z.object({ interaction_type: text, origin_ip: text, time: text, lookup_type: text, lookup_host: text }),
  ),
  source: text,
  sink: text,
  poc: text,
})

export const eventSchema = z.object({
  type: text,
  issue: z
    .object({
      name: text,
      type_index: label,
      origin: text,
      path: text,
      severity: text,
      confidence: text,
      caption: text,
      description: text,
      issue_background: text,
      remediation: text,
      remediation_background: text,
      references: text,
      vulnerability_classifications: text,
      evidence: listOf(evidence),
    })
    .refine((issue) => issue.type_index ?? issue.name, { path: ['name'] }),
})

type Event = z.output<typeof eventSchema>

export function observationOf({ type, issue }: Event, raw: string): Observation {
  const rule = ruleOf(issue.type_index, issue.name) ?? ''
  const classes = issue.vulnerability_classifications
  return observe({
    kind: 'web',
    rule,
    title: issue.name ?? rule,
    description: joined(proseText(issue.description), proseText(issue.issue_background)),
    severity: severityOf(issue.severity),
    toolSeverity: issue.severity,
    confidence: confidenceOf(issue.confidence),
    cwes: cwesOf(classes ?? ''),
    advisories: advisoryIdsIn(issue.description, issue.name),
    endpoint: endpointOf(issue),
    references: linksIn(joined(issue.references, classes)),
    remediation: joined(proseText(issue.remediation), proseText(issue.remediation_background)),
    verdict: isFalsePositive(issue.severity)
      ? { state: 'false_positive', reason: 'severity set to false positive', source: 'burp' }
      : undefined,
    seenAt: timeOf(issue),
    tags: [...classesIn(classes), ...(type && type !== 'issue_found' ? [type] : [])],
    raw,
  })
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

const exchangeOf = (issue: Event['issue']) =>
  issue.evidence
    .map((item) => item.request_response ?? item.first_evidence)
    .find((item) => item !== undefined)

function timeOf(issue: Event['issue']): string | undefined {
  const time = Number(exchangeOf(issue)?.request_time)
  return time > 0 ? isoTime(time) : undefined
}

function endpointOf(issue: Event['issue']): Endpoint | undefined {
  const found = exchangeOf(issue)
  const url = addressAt(issue.origin, issue.path) ?? found?.url
  if (!url) return undefined
  const request = messageOf(found?.request)
  return {
    url,
    method: methodIn(request),
    parameter: parameterIn(issue.caption),
    request,
    response: messageOf(found?.response),
    evidence: issue.evidence.flatMap(eventText).join('\n') || undefined,
  }
}

/** Messages come in pieces, each in base64; of those that were snipped there is only the length. */
function messageOf(pieces: { type?: string; data?: string }[] | undefined): string | undefined {
  if (!pieces?.some(({ data }) => data)) return undefined
  return pieces.map(({ data }) => (data ? (decodedText(data) ?? '') : '…')).join('')
}

function eventText({
  collaborator_event: event,
  source,
  sink,
  poc,
}: Event['issue']['evidence'][number]): string[] {
  const seen = event && [
    event.interaction_type,
    event.origin_ip,
    event.time,
    event.lookup_type,
    event.lookup_host,
  ]
  return [
    ...(seen ? [seen.filter(Boolean).join(' ')] : []),
    ...(source ? [`source: ${source}`] : []),
    ...(sink ? [`sink: ${sink}`] : []),
    ...(poc ? [`poc: ${poc}`] : []),
  ]
}
