import type { Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { decodedText, messageOf } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { type Check, SEVERITIES } from './glossary.ts'

/** The observations of one element: a vulnerability, sensitive content, or information that was gathered. */
export function observationsOf(
  node: Node,
  check: Check | undefined,
  site: string | undefined,
): Observation[] {
  const isInformation = node.name === 'INFORMATION_GATHERED'
  const data = messageIn(child(node, 'DATA'))
  const raw = xmlText(node)
  if (!isInformation) return [observationOf(node, check, endpointOf(node, site), raw)]
  const places = check?.group === 'IG-WEAK' ? placesIn(data) : []
  if (places.length === 0)
    return [
      observationOf(node, check, site ? { url: site, ...(data && { evidence: data }) } : undefined, raw),
    ]
  return places.map((place) => observationOf(node, check, { ...place, ...(data && { evidence: data }) }, raw))
}

/** `12 Mar 2020 04:42PM GMT-0400` */
export const timeOf = (text: string | undefined): string | undefined =>
  isoTime(text?.replace(/(\d)([AP]M)\b/i, '$1 $2'))

function observationOf(
  node: Node,
  check: Check | undefined,
  endpoint: Endpoint | undefined,
  raw: string,
): Observation {
  const qid = textOf(node, 'QID') ?? ''
  const isInformation = node.name === 'INFORMATION_GATHERED'
  const severity = textOf(node, 'SEVERITY') ?? check?.severity
  const impact = proseText(check?.impact)
  return observe({
    kind: 'web',
    rule: qid,
    title: check?.title ?? textOf(node, 'TITLE') ?? `QID ${qid}`,
    description:
      [proseText(check?.description), impact && `Impact: ${impact}`].filter(Boolean).join('\n\n') ||
      undefined,
    severity: isInformation ? 'info' : (severity && SEVERITIES[severity]) || 'unknown',
    toolSeverity: severity,
    confidence: check?.category?.startsWith('Potential')
      ? 'low'
      : check?.category?.startsWith('Confirmed')
        ? 'high'
        : undefined,
    cvss: ratingsOf(check),
    cwes: cwesOf(check?.cwes ?? []),
    advisories: advisoryIdsIn(check?.title, check?.description),
    endpoint,
    references: linksIn([check?.description, check?.solution].join('\n')),
    remediation: proseText(check?.solution),
    verdict: verdictOf(node),
    seenAt: timeOf(textOf(node, 'LAST_TIME_DETECTED') ?? textOf(node, 'DETECTION_DATE')),
    tags: [...(check?.classes ?? []), check?.group, check?.category].filter((tag) => tag !== undefined),
    raw,
  })
}

function ratingsOf(check: Check | undefined) {
  const given = [
    { score: textOf(check?.cvss3, 'BASE'), vector: textOf(check?.cvss3, 'VECTOR'), version: '3.1' },
    { score: check?.cvss, version: '2.0' },
  ]
  return given.flatMap((one) => cvssRating(one) ?? [])
}

const messageIn = (node: Node | undefined): string | undefined =>
  node?.attributes.base64 === 'true' ? decodedText(node.text)?.trim() : textOf(node)

function endpointOf(node: Node, site: string | undefined): Endpoint | undefined {
  const payload = child(child(node, 'PAYLOADS'), 'PAYLOAD')
  const request = child(payload, 'REQUEST')
  const url = textOf(node, 'URL') ?? textOf(request, 'URL') ?? site
  if (!url) return undefined
  const method = textOf(request, 'METHOD')
  const headers = childrenOf(child(request, 'HEADERS'), 'HEADER').map(
    (header) => `${textOf(header, 'key') ?? ''}: ${textOf(header, 'value') ?? ''}`,
  )
  const sent = request && [`${method ?? ''} ${textOf(request, 'URL') ?? url}`.trim(), ...headers].join('\n')
  const attack = textOf(payload, 'PAYLOAD')
  const facts = [
    attack && attack !== 'N/A' && `Payload: ${attack}`,
    textOf(node, 'CONTENT') && `Content: ${textOf(node, 'CONTENT')}`,
    textOf(node, 'AUTHENTICATION') && `Authentication: ${textOf(node, 'AUTHENTICATION')}`,
    ...childrenOf(child(node, 'ACCESS_PATH'), 'URL').map((step) => `Access path: ${textOf(step) ?? ''}`),
  ]
  return {
    url,
    ...definite({
      method,
      parameter: textOf(node, 'PARAM'),
      request: messageOf(sent, messageIn(child(request, 'BODY'))),
      response: messageIn(child(child(payload, 'RESPONSE'), 'CONTENTS')),
      evidence: facts.filter(Boolean).join('\n') || undefined,
    }),
  }
}

const definite = (fields: Record<string, string | undefined>): Partial<Endpoint> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Weaknesses without a vulnerability list the pages they are on as `GET https://… response code: 200`. */
function placesIn(data: string | undefined): Endpoint[] {
  const list = /following link\(s\):?([\s\S]*)$/i.exec(data ?? '')?.[1] ?? ''
  const places = new Map<string, Endpoint>()
  for (const [, method = '', url = ''] of list.matchAll(
    /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) (https?:\/\/\S+)/gm,
  ))
    places.set(`${method} ${url}`, { url, method })
  return [...places.values()]
}

function verdictOf(node: Node): ProducerVerdict | undefined {
  const said = (state: ProducerVerdict['state'], reason: string): ProducerVerdict => ({
    state,
    reason,
    source: 'qualys-was',
  })
  const reason = textOf(node, 'IGNORE_REASON') ?? textOf(node, 'IGNORED_REASON')
  if (textOf(node, 'IGNORED') === 'true')
    return said(/false/i.test(reason ?? '') ? 'false_positive' : 'accepted', reason ?? 'ignored')
  return textOf(node, 'STATUS') === 'FIXED' ? said('fixed', 'FIXED') : undefined
}
