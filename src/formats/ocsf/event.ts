import { z } from 'zod'
import { anything, flag, label, listOf, number, part, text, texts } from '../values/lenient.ts'

const remediation = z.object({ desc: text, references: texts, kb_articles: texts })

const resource = z.object({
  uid: label,
  name: text,
  type: text,
  region: text,
  namespace: text,
  group: part(z.object({ name: text })),
  owner: part(z.object({ account: part(z.object({ uid: label })) })),
})

const findingInfo = z.object({
  uid: label,
  title: text,
  desc: text,
  types: texts,
  src_url: text,
  analytic: part(z.object({ uid: label, name: text })),
  remediation: part(remediation),
})

const cwe = z.object({ uid: label })

const cve = z.object({
  uid: text,
  title: text,
  desc: text,
  references: texts,
  cwe: part(cwe),
  related_cwes: listOf(cwe),
  cvss: listOf(z.object({ base_score: number, vector_string: text, version: label, vendor_name: text })),
  epss: part(z.object({ score: number })),
})

const affectedPackage = z.object({
  name: z.string(),
  version: label,
  purl: text,
  path: text,
  fixed_in_version: text,
  package_manager: text,
})

const vulnerability = z.object({
  title: text,
  desc: text,
  severity: text,
  references: texts,
  cve: part(cve),
  cwe: part(cwe),
  related_cwes: listOf(cwe),
  advisory: part(z.object({ uid: text })),
  remediation: part(remediation),
  affected_packages: listOf(affectedPackage),
  packages: listOf(affectedPackage),
  affected_code: listOf(
    z.object({ file: z.object({ path: text, name: text }), start_line: number, end_line: number }),
  ),
  is_exploit_available: flag,
})

/** A finding of any class, in OCSF 1.0 to 1.6: the fields read here. */
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
    confidence: text,
    time: anything,
    time_dt: text,
    event_time: text,
    risk_details: text,
    metadata: part(
      z.object({
        event_code: text,
        product: part(
          z.object({ name: text, vendor_name: text, version: text, feature: part(z.object({ uid: text })) }),
        ),
      }),
    ),
    finding_info: part(findingInfo),
    finding: part(findingInfo),
    resource: part(resource),
    resources: listOf(resource),
    cloud: part(
      z.object({ provider: text, region: text, account: part(z.object({ uid: label, name: text })) }),
    ),
    compliance: part(z.object({ status: text, control: text, standards: texts, requirements: texts })),
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
    info: finding_info ?? finding,
    resources: resources.length > 0 ? resources : resource ? [resource] : [],
  }))

export type Event = z.output<typeof eventSchema>
export type ResourceDetails = Event['resources'][number]
export type VulnerabilityDetails = Event['vulnerabilities'][number]
export type AffectedPackage = VulnerabilityDetails['affected_packages'][number]
