import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { messageOf, methodIn } from '../values/http-message.ts'
import { anything, flag, label, listOf, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress } from '../values/web-address.ts'

const header = z.object({ name: text, value: text })

const requestSchema = z.object({
  method: text,
  url: text,
  headers: listOf(header),
  body: anything,
  param: text,
})

const vector = z.object({
  id: label,
  state: text,
  found: label,
  tested: label,
  request: part(requestSchema),
  response: part(z.object({ status: label, headers: listOf(header), body: text, body_match: text })),
})

type Vector = z.output<typeof vector>

const named = z.object({ id: label, name: text, shortName: text })
const prose = part(
  z.object({ description: text, description_prepend: text, solution: text, solution_prepend: text }),
)

/** A vulnerability of `/api/vuln`, or a finding of the newer `/api/findings`. */
export const findingSchema = z
  .object({
    id: label,
    class: z.unknown().transform((value) => {
      const [name, object] = [text.parse(value), readBy(named, value)]
      return name
        ? { name, id: undefined }
        : { name: object?.name ?? object?.shortName, id: object?.shortName }
    }),
    class_readable: text,
    asset: part(z.object({ name: text, type: text })),
    url: text,
    location: text,
    status: text,
    nonAcceptedStatus: text,
    reason: text,
    risk: label,
    custom_risk: label,
    customRisk: label,
    severity: label,
    threat: label,
    description: prose,
    solution: prose,
    opened: label,
    found: label,
    lastModified: label,
    attack_vectors: listOf(vector),
    cvssV3: part(z.object({ score: label, vector: part(z.record(z.string(), anything)) })),
    cveTags: texts,
    tags: texts,
    manual: flag,
    site_name: text,
  })
  .refine((finding) => finding.class.name ?? finding.class_readable, { path: ['class'] })

export type Finding = z.output<typeof findingSchema>

export const urlOf = (finding: Finding): string | undefined =>
  [finding.attack_vectors[0]?.request?.url, finding.url, finding.location, finding.asset?.name].find(
    isWebAddress,
  )

/** An observation for each place at which it was seen. */
export function observationsOf(finding: Finding, value: object): Observation[] {
  const vectors: (Vector | undefined)[] =
    finding.attack_vectors.length > 0 ? finding.attack_vectors : [undefined]
  const listed = (value as { attack_vectors?: unknown[] }).attack_vectors
  return vectors.map((one, index) =>
    observationOf(
      finding,
      one,
      JSON.stringify(one ? { ...value, attack_vectors: [listed?.[index]] } : value),
    ),
  )
}

/** Risk and severity go from 1 (note) to 5. */
const SEVERITIES: Record<string, Severity> = byWord({
  1: 'info',
  2: 'low',
  3: 'medium',
  4: 'high',
  5: 'critical',
})

function observationOf(finding: Finding, one: Vector | undefined, raw: string): Observation {
  const name = finding.class_readable ?? finding.class.name ?? ''
  const told = finding.description
  const solved = finding.solution ?? told
  const risk = [finding.custom_risk, finding.customRisk, finding.risk, finding.severity].find(
    (level) => level && level !== '0',
  )
  const rating = ratingOf(finding)
  const isCode = finding.asset?.type === 'application'
  return observe({
    kind: isCode ? 'code' : 'web',
    rule: finding.class.id ?? name,
    title: name,
    description: joined(proseText(told?.description_prepend), proseText(told?.description)),
    severity: (risk && SEVERITIES[risk]) || 'unknown',
    toolSeverity: risk,
    cvss: rating ? [rating] : [],
    cwes: cwesOf(told?.description, solved?.solution, finding.tags),
    advisories: [...advisoryIds(finding.cveTags), ...advisoryIdsIn(finding.tags)],
    location: isCode && finding.location ? { path: relativePath(finding.location) } : undefined,
    endpoint: isCode ? undefined : endpointOf(finding, one),
    references: linksIn(joined(told?.description, solved?.solution)),
    remediation: joined(proseText(solved?.solution_prepend), proseText(solved?.solution)),
    verdict: verdictOf(finding, one),
    seenAt: [one?.tested, one?.found, finding.lastModified, finding.found, finding.opened]
      .map(isoTime)
      .find(Boolean),
    tags: [...new Set([...finding.tags, ...(finding.site_name ? [`site: ${finding.site_name}`] : [])])],
    raw,
  })
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

function ratingOf({ cvssV3 }: Finding) {
  const metrics = Object.entries(cvssV3?.vector ?? {}).map(([name, value]) => `${name}:${value}`)
  return cvssRating({ score: cvssV3?.score, vector: metrics.join('/'), version: '3.1' })
}

function endpointOf(finding: Finding, one: Vector | undefined): Observation['endpoint'] {
  const url = one?.request?.url ?? finding.url ?? finding.location ?? finding.asset?.name
  if (!url) return undefined
  const request = one?.request
  const lines = (headers: z.output<typeof header>[]) =>
    headers.map(({ name, value }) => `${name}: ${value ?? ''}`)
  const first = request?.method ? [`${request.method} ${url}`] : []
  const body = request?.body === undefined || request.body === null ? undefined : request.body
  const status = one?.response?.status ? [`HTTP ${one.response.status}`] : []
  const text = messageOf(
    [...first, ...lines(request?.headers ?? [])].join('\n'),
    typeof body === 'string' ? body : body && JSON.stringify(body),
  )
  return {
    url,
    method: request?.method ?? methodIn(text),
    parameter: request?.param,
    request: text,
    response: messageOf([...status, ...lines(one?.response?.headers ?? [])].join('\n'), one?.response?.body),
    evidence: one?.response?.body_match,
  }
}

function verdictOf(finding: Finding, one: Vector | undefined): ProducerVerdict | undefined {
  const status = finding.status ?? ''
  const said = (state: ProducerVerdict['state']): ProducerVerdict => ({
    state,
    reason: finding.reason ?? one?.state ?? status,
    source: 'whitehat',
  })
  if (/false.?positive|invalid/i.test(status)) return said('false_positive')
  if (/accept|mitigated/i.test(status)) return said('accepted')
  return /^(?:closed|fixed)$/i.test(one?.state ?? status) ? said('fixed') : undefined
}
