import { z } from 'zod'
import type { Endpoint, Observation } from '../../model/observation.ts'
import { classesIn, confidenceOf, isFalsePositive, parameterIn, ruleOf, severityOf } from '../burp/words.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText, unescapedText } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { flag, label, listOf, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { addressAt } from '../values/web-address.ts'

const segments = listOf(z.object({ data_html: text, highlight_html: text }))

export const issueSchema = z
  .object({
    issue_type: part(
      z.object({
        type_index: label,
        name: text,
        description_html: text,
        remediation_html: text,
        vulnerability_classifications_html: text,
        references_html: text,
      }),
    ),
    display_confidence: text,
    confidence: text,
    severity: text,
    description_html: text,
    remediation_html: text,
    path: text,
    origin: text,
    false_positive: flag,
    accepted_risk: flag,
    evidence: listOf(
      z.object({
        request_segments: segments,
        response_segments: segments,
        title: text,
        description_html: text,
      }),
    ),
  })
  .refine((issue) => issue.issue_type ?? issue.description_html ?? issue.path, { path: ['issue_type'] })

type Issue = z.output<typeof issueSchema>

export function observationOf(issue: Issue, raw: string): Observation {
  const type = issue.issue_type
  const name = type?.name
  const classes = type?.vulnerability_classifications_html
  const rule = ruleOf(type?.type_index, name)
  return observe({
    kind: 'web',
    rule: rule ?? 'unnamed',
    title: name ?? rule ?? 'Unnamed issue',
    description: joined(proseText(issue.description_html), proseText(type?.description_html)),
    severity: severityOf(issue.severity),
    toolSeverity: issue.severity,
    confidence: confidenceOf(issue.confidence ?? issue.display_confidence),
    cwes: cwesOf(classes ?? ''),
    advisories: advisoryIdsIn(issue.description_html, name),
    endpoint: endpointOf(issue),
    references: linksIn(joined(type?.references_html, classes)),
    remediation: joined(proseText(issue.remediation_html), proseText(type?.remediation_html)),
    verdict: verdictOf(issue),
    tags: classesIn(classes),
    raw,
  })
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

function verdictOf(issue: Issue): Observation['verdict'] {
  if (issue.false_positive || isFalsePositive(issue.severity))
    return { state: 'false_positive', reason: 'marked as a false positive', source: 'burp' }
  return issue.accepted_risk
    ? { state: 'accepted', reason: 'marked as accepted risk', source: 'burp' }
    : undefined
}

function endpointOf(issue: Issue): Endpoint | undefined {
  const url = addressAt(issue.origin, issue.path?.replace(/ \[[^\]]+\]$/, ''))
  if (!url) return undefined
  const pieces = (key: 'request_segments' | 'response_segments') =>
    messageOf(issue.evidence.map((item) => item[key]).find((list) => list.length > 0))
  const request = pieces('request_segments')
  const described = issue.evidence.map((item) => joined(item.title, proseText(item.description_html)))
  return {
    url,
    method: methodIn(request),
    parameter: parameterIn(issue.path),
    request,
    response: pieces('response_segments'),
    evidence: joined(...described),
  }
}

/** The pieces of a message, each escaped for a page; those without text were snipped. */
function messageOf(
  pieces: { data_html?: string; highlight_html?: string }[] | undefined,
): string | undefined {
  const text = pieces?.map((piece) => piece.data_html ?? piece.highlight_html ?? '…').join('')
  return unescapedText(text?.replace(/<br *\/?>/gi, '\n').replace(/<\/?(?:span|b|i|em|mark)\b[^<>]*>/gi, ''))
}
