import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

/** A finding, of whose sixty members those about the owner of the address are left to the raw element. */
export const findingSchema = z
  .object({
    finding: text,
    finding_detail: text,
    finding_type: text,
    finding_subtype: text,
    finding_context: text,
    finding_data_value: text,
    finding_data_description: text,
    finding_recommendation: text,
    finding_auto_comments: text,
    security_domain: text,
    security_criteria: text,
    severity: text,
    priority: label,
    asset_value: text,
    false_positive: flag,
    auto_status: text,
    analyst_status: text,
    host_name: text,
    ip_address: text,
    domain_name: text,
    hosting_provider: text,
    vendor: text,
    port: label,
    service: text,
    last_seen: label,
    cve: text,
  })
  .transform((finding) => ({
    ...finding,
    host: finding.host_name ?? finding.ip_address ?? finding.domain_name ?? '',
    rule:
      finding.finding_subtype ?? finding.finding_type ?? finding.security_criteria ?? finding.finding ?? '',
    hasPassed: /^pass/i.test(finding.analyst_status ?? finding.auto_status ?? ''),
  }))
  .refine(({ host }) => host !== '', { path: ['host_name'] })
  .refine(({ rule }) => rule !== '', { path: ['finding_type'] })

type Finding = z.output<typeof findingSchema>

export function observationOf(found: Finding, raw: string): Observation {
  const { finding, finding_detail: detail, finding_data_value: value } = found
  return observe({
    kind: found.security_domain === 'software_patching' ? 'runtime' : 'config',
    rule: found.rule,
    title: finding ?? detail ?? found.rule,
    description:
      [
        ...new Set([
          found.finding_context,
          detail === finding ? undefined : detail,
          value && `Found: ${value}`,
          found.finding_auto_comments,
        ]),
      ]
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: severityOfWord(found.severity),
    toolSeverity: found.severity,
    cwes: cwesOf(detail),
    advisories: advisoryIdsIn(found.cve, finding, detail, value),
    ...hostPlace({ host: found.host, port: portIn(found.port) }),
    remediation: found.finding_recommendation,
    verdict: found.false_positive ? { state: 'false_positive', source: 'riskrecon' } : undefined,
    seenAt: isoTime(found.last_seen),
    tags: [
      ...new Set(
        [
          found.security_domain,
          found.security_criteria,
          found.service,
          found.asset_value && `asset-value:${found.asset_value}`,
          found.priority && `priority:${found.priority}`,
        ].filter((tag): tag is string => Boolean(tag)),
      ),
    ],
    raw,
  })
}
