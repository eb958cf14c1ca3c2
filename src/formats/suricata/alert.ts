import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Element } from '../syntax/ndjson.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { label, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { addressAt } from '../values/web-address.ts'

export const alertSchema = z.object({
  timestamp: text,
  src_ip: text,
  src_port: label,
  dest_ip: text,
  dest_port: label,
  proto: text,
  app_proto: text,
  in_iface: text,
  direction: text,
  alert: z.object({
    action: text,
    gid: label,
    signature_id: z.union([z.number(), z.string().trim().min(1)]).transform(String),
    rev: label,
    signature: text,
    category: text,
    severity: label,
    metadata: part(
      z.object({
        cve: texts,
        signature_severity: texts,
        confidence: texts,
        mitre_technique_id: texts,
        attack_target: texts,
        affected_product: texts,
        tag: texts,
      }),
    ),
    references: texts,
  }),
  http: part(
    z.object({
      hostname: text,
      url: text,
      http_method: text,
      http_user_agent: text,
      status: label,
      http_port: label,
    }),
  ),
  payload_printable: text,
})

type Alert = z.output<typeof alertSchema>

/** 1 is the worst: https://docs.suricata.io/en/latest/rules/meta.html#priority */
const SEVERITY: Record<string, Severity> = byWord({ 1: 'high', 2: 'medium', 3: 'low', 4: 'info' })
/** Emerging Threats' own word, in the metadata of its rules. */
const WORDS: Record<string, Severity> = byWord({
  critical: 'critical',
  major: 'high',
  minor: 'low',
  informational: 'info',
})

export function observationOf(event: Alert, { text }: Element): Observation {
  const { alert } = event
  const word = alert.metadata?.signature_severity[0]
  return observe({
    kind: 'runtime',
    rule: [alert.gid, alert.signature_id].filter(Boolean).join(':'),
    title: alert.signature ?? `Signature ${alert.signature_id}`,
    description: descriptionOf(event),
    severity: WORDS[word?.toLowerCase() ?? ''] ?? SEVERITY[alert.severity ?? ''] ?? 'unknown',
    toolSeverity: word ?? alert.severity,
    confidence: confidenceOfWord(alert.metadata?.confidence[0]),
    advisories: idsOf(event),
    ...placeOf(event),
    references: alert.references.filter((link) => /^https?:/.test(link)),
    seenAt: isoTime(event.timestamp),
    tags: [
      ...(alert.action ? [alert.action] : []),
      ...(alert.category ? [alert.category] : []),
      ...(alert.metadata?.mitre_technique_id ?? []),
      ...(alert.metadata?.attack_target ?? []),
      ...(alert.metadata?.affected_product ?? []),
      ...(alert.metadata?.tag ?? []),
    ],
    raw: text,
  })
}

/** Rules write `CVE_2099_1234`, or the number alone. */
function idsOf({ alert }: Alert): string[] {
  const ids = (alert.metadata?.cve ?? []).map((id) => id.replaceAll('_', '-').replace(/^(?!CVE)/i, 'CVE-'))
  return [...new Set([...advisoryIds(ids), ...advisoryIdsIn(alert.signature)])]
}

function descriptionOf(event: Alert): string | undefined {
  const from = [event.src_ip, event.src_port].filter(Boolean).join(':')
  const to = [event.dest_ip, event.dest_port].filter(Boolean).join(':')
  const facts = [
    event.alert.category,
    from && `${[event.proto, event.app_proto].filter(Boolean).join(' ')} from ${from} to ${to}`.trim(),
    event.http?.http_user_agent && `User agent: ${event.http.http_user_agent}`,
    event.http?.status && `Status: ${event.http.status}`,
  ]
  return facts.filter(Boolean).join('\n') || undefined
}

/** The rules look at what comes in: the destination is what is attacked. */
function placeOf(event: Alert): Partial<Observation> {
  const { http, dest_ip: host } = event
  const site = http?.hostname && `http://${http.hostname}${http.http_port ? `:${http.http_port}` : ''}`
  const url = site && addressAt(site, http?.url)
  if (!host) return url ? { endpoint: { url } } : {}
  const place = hostPlace({ host, port: portIn(event.dest_port), protocol: event.proto, url })
  if (!place.endpoint) return place
  return {
    ...place,
    endpoint: {
      ...place.endpoint,
      ...(http?.http_method && { method: http.http_method }),
      ...(event.payload_printable && { evidence: event.payload_printable }),
    },
  }
}
