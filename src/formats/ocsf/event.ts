import { z } from 'zod'
import { anything, flag, label, listOf, number, part, text, texts } from '../values/lenient.ts'
import { named, oneOrMore, remediation, vulnerability } from './vulnerability-schema.ts'

const resource = z.object({
  uid: label,
  name: text,
  type: text,
  region: text,
  namespace: text,
  hostname: text,
  ip: text,
  group: part(z.object({ name: text })),
  owner: part(z.object({ account: part(z.object({ uid: label })) })),
})

const analytic = z.object({ uid: label, name: text })

const attack = z.object({ technique: part(named), sub_technique: part(named), tactic: part(named) })

const findingInfo = z.object({
  uid: label,
  title: text,
  desc: text,
  types: texts,
  src_url: text,
  analytic: part(analytic),
  attacks: listOf(attack),
  last_seen_time: anything,
  last_seen_time_dt: text,
  remediation: part(remediation),
})

/** A file, bucket, database or table: what a finding is about where it names no resource. */
const thing = z.object({ uid: label, name: text, path: text, type: text, hostname: text, ip: text })

const malware = z.object({
  name: text,
  uid: label,
  path: text,
  files: listOf(thing),
  cves: listOf(z.object({ uid: text })),
})

const address = z.object({ hostname: text, ip: text, port: number, name: text })

const url = z.object({ url_string: text, hostname: text, port: number, scheme: text, path: text })

const evidence = z.object({
  url: part(url),
  file: part(thing),
  dst_endpoint: part(address),
  http_request: part(z.object({ http_method: text, url: part(url) })),
})

const compliance = z.object({
  status: text,
  status_id: number,
  status_detail: text,
  status_details: texts,
  desc: text,
  control: text,
  standards: texts,
  requirements: texts,
  checks: listOf(
    z.object({ uid: label, name: text, desc: text, standards: texts, severity: text, status: text }),
  ),
})

const dataSecurity = z.object({
  category: text,
  confidentiality: text,
  detection_pattern: text,
  detection_system: text,
  data_lifecycle_state: text,
  policy: part(z.object({ uid: label, name: text, desc: text })),
  total: number,
})

/** A finding of any class, in OCSF 1.0 to 1.9: the fields read here. */
export const eventSchema = z
  .object({
    class_uid: z.number(),
    category_uid: number,
    activity_id: number,
    severity: text,
    severity_id: number,
    status: text,
    status_id: number,
    status_code: label,
    status_detail: text,
    message: text,
    comment: text,
    desc: text,
    confidence: text,
    confidence_id: number,
    confidence_score: number,
    src_url: text,
    state: text,
    state_id: number,
    is_suspected_breach: flag,
    verdict: text,
    verdict_id: number,
    time: anything,
    time_dt: text,
    event_time: text,
    risk_details: text,
    metadata: part(
      z.object({
        event_code: text,
        uid: label,
        product: part(
          z.object({ name: text, vendor_name: text, version: text, feature: part(z.object({ uid: text })) }),
        ),
      }),
    ),
    finding_info: part(findingInfo),
    finding: part(findingInfo),
    finding_info_list: listOf(findingInfo),
    analytic: part(analytic),
    attacks: listOf(attack),
    malware: oneOrMore(malware),
    evidences: listOf(evidence),
    data_security: part(dataSecurity),
    databucket: part(thing),
    database: part(thing),
    table: part(thing),
    file: part(thing),
    application: part(z.object({ uid: label, name: text, url: part(url) })),
    user: part(thing),
    access_analysis_result: part(z.object({ access_level: text, access_type: text })),
    permission_analysis_results: listOf(
      z.object({ policy: part(named), unused_privileges_count: number, unused_services_count: number }),
    ),
    device: part(thing.extend({ region: text })),
    resource: part(resource),
    resources: listOf(resource),
    cloud: part(
      z.object({ provider: text, region: text, account: part(z.object({ uid: label, name: text })) }),
    ),
    compliance: part(compliance),
    remediation: part(remediation),
    vulnerabilities: listOf(vulnerability),
    unmapped: part(
      z.object({
        related_url: text,
        additional_urls: texts,
        categories: texts,
        compliance: part(z.record(z.string(), texts)),
        provider: text,
      }),
    ),
  })
  // `finding` and `resource` are what older classes call the same things.
  .transform(({ finding, finding_info, resource, resources, ...event }) => ({
    ...event,
    info: finding_info ?? finding ?? event.finding_info_list[0],
    resources: resources.length > 0 ? resources : resource ? [resource] : subjectOf(event),
  }))

type Thing = z.output<typeof thing>

interface Subjects {
  data_security?: unknown
  databucket?: Thing | undefined
  database?: Thing | undefined
  table?: Thing | undefined
  file?: Thing | undefined
  user?: Thing | undefined
  application?: { uid?: string | undefined; name?: string | undefined } | undefined
  device?: (Thing & { region?: string | undefined }) | undefined
}

/** What a finding without resources is about, the most particular first. */
function subjectOf(event: Subjects): z.output<typeof resource>[] {
  const data = event.table ?? event.database ?? event.databucket ?? event.file
  const [given, type]: [Thing | undefined, string] =
    data !== undefined
      ? [data, event.table ? 'table' : event.database ? 'database' : event.databucket ? 'databucket' : 'file']
      : event.user
        ? [event.user, 'user']
        : event.application
          ? [event.application as Thing, 'application']
          : [event.device, 'device']
  if (!given) return []
  const found = resource.safeParse({ ...given, name: given.path ?? given.name, type: given.type ?? type })
  return found.success && (found.data.uid ?? found.data.name ?? found.data.hostname ?? found.data.ip)
    ? [found.data]
    : []
}

export type Event = z.output<typeof eventSchema>
export type ResourceDetails = Event['resources'][number]
export type VulnerabilityDetails = Event['vulnerabilities'][number]
export type AffectedPackage = VulnerabilityDetails['affected_packages'][number]
