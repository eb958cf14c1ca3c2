import { z } from 'zod'
import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { anything, flag, label, needed, number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

export const itemSchema = z.object({
  title: needed,
  severity: text,
  impact: text,
  probability: text,
  priority: text,
  status: text,
  fixed: flag,
  trashed: flag,
  description: text,
  solution: text,
  notes: text,
  details: part(z.record(z.string(), anything)),
  patch: texts,
  cves: texts,
  cpe: texts,
  OWASP: texts,
  tags: texts,
  type: text,
  plugin: text,
  appcheck: part(z.object({ cls: text })),
  meta: part(z.object({ raw_data: text, scanning_engine: part(z.object({ name: text })) })),
  cvss_vector: text,
  cvss_base_score: number,
  cvss_v3_vector: text,
  cvss_v3_base_score: number,
  cvss_v4_vector: text,
  cvss_v4_base_score: number,
  epss_base_score: number,
  url: text,
  web_app: text,
  host: text,
  ipv4_address: text,
  port: label,
  last_detected_at: text,
})

export type Finding = z.output<typeof itemSchema>

export function observationOf(item: Finding, raw: string): Observation {
  const severity = item.severity ?? item.impact
  const facts = Object.entries(item.details ?? {}).flatMap(([name, value]) => {
    const said = name === '_meta' ? undefined : markedText(value)
    return said ? [`${name}: ${said}`] : []
  })
  const links = linksIn([item.description, item.solution, ...item.patch].join('\n'))
  return observe({
    kind: 'web',
    rule: ruleOf(item),
    title: item.title,
    description: [markedText(item.description), ...facts].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(severity?.replace(/^[\d.]+-/, '')),
    toolSeverity: severity,
    cvss: ratingsOf(item),
    advisories: advisoryIds(item.cves),
    component: componentOf(item.cpe[0]),
    endpoint: endpointOf(item, facts.join('\n\n')),
    references: links,
    remediation: [markedText(item.solution), ...item.patch].filter(Boolean).join('\n\n') || undefined,
    epss: item.epss_base_score && item.epss_base_score <= 1 ? item.epss_base_score : undefined,
    verdict: verdictOf(item),
    seenAt: isoTime(item.last_detected_at),
    tags: [
      ...new Set([
        ...item.tags,
        ...item.OWASP,
        ...(item.type ? [item.type] : []),
        ...(item.probability ? [`probability: ${item.probability}`] : []),
        ...(item.priority ? [`priority: ${item.priority}`] : []),
        ...(item.trashed ? ['trashed'] : []),
      ]),
    ],
    tool: item.meta?.scanning_engine?.name,
    raw,
  })
}

/** The scanner's class of the check; OpenVAS, which it also runs, numbers its tests. */
const ruleOf = (item: Finding): string =>
  item.appcheck?.cls ?? /<nvt oid="([\d.]+)"/.exec(item.meta?.raw_data ?? '')?.[1] ?? item.title

/** Text with the tool's own marks: `[[markup]]`, `[[code:…]]`. */
function markedText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const plain = value.replace(/^\[\[markup\]\]/, '').replace(/\[\[\w+:([^[\]]*)\]\]/g, '$1')
  return plain === value ? value.trim() || undefined : proseText(plain.replace(/\n+/g, '<br>'))
}

function ratingsOf(item: Finding) {
  const given = [
    { vector: item.cvss_v4_vector, score: item.cvss_v4_base_score, version: '4.0' },
    { vector: item.cvss_v3_vector, score: item.cvss_v3_base_score, version: '3.0' },
    { vector: item.cvss_vector, score: item.cvss_base_score, version: '2.0' },
  ]
  return given.flatMap(({ vector, score, version }) => {
    // Zero is written as -0.0.
    const rating = cvssRating({ vector, score: score === undefined ? undefined : score + 0, version })
    return rating && (rating.score !== undefined || vector) ? [rating] : []
  })
}

/** `cpe:/a:vendor:product:version` or `cpe:2.3:a:vendor:product:version:…` */
function componentOf(cpe: string | undefined): AffectedComponent | undefined {
  const [, name, version] = /^cpe:(?:\/|2\.3:)[aoh]:[^:]*:([^:]+)(?::([^:]+))?/.exec(cpe ?? '') ?? []
  return name ? { name, version: version && /[^*-]/.test(version) ? version : undefined } : undefined
}

function endpointOf(item: Finding, evidence: string): Observation['endpoint'] {
  const host = item.host ?? item.ipv4_address
  const url =
    item.url ?? item.web_app ?? (host && (item.port ? `tcp://${host}:${item.port}` : `tcp://${host}`))
  return url ? { url, evidence: evidence || undefined } : undefined
}

function verdictOf({ status, fixed, notes }: Finding): ProducerVerdict | undefined {
  const said = (state: ProducerVerdict['state']): ProducerVerdict => ({
    state,
    reason: notes ?? status ?? 'fixed',
    source: 'appcheck',
  })
  if (/false.?positive/i.test(status ?? '')) return said('false_positive')
  if (/accept/i.test(status ?? '')) return said('accepted')
  return fixed || status === 'fixed' ? said('fixed') : undefined
}
