import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { cell } from '../syntax/csv-report.ts'
import { anything, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

const resource = part(
  z.object({ id: text, name: text, type: text, region: text, group: part(z.object({ name: text })) }),
)

/** JSON lists a resource alone. */
const resourceIn = z.unknown().transform((value) => resource.parse(Array.isArray(value) ? value[0] : value))

export const findingSchema = z
  .object({
    metadata: z.object({ eventCode: z.string().trim().min(1), product: part(z.object({ version: text })) }),
    findingInfo: part(z.object({ title: text, description: text, createdTime: text })),
    severity: text,
    statusCode: text,
    statusDetail: text,
    time: text,
    resources: resourceIn.optional(),
    cloud: part(
      z.object({
        provider: text,
        account: part(z.object({ id: text, name: text })),
        organization: part(z.object({ id: text, name: text })),
      }),
    ),
    remediation: part(z.object({ description: text, references: texts })),
    unmapped: part(
      z.object({ provider: text, pluginId: text, apiType: text, resource: text, immutableId: text }),
    ),
    compliance: anything,
  })
  .transform((given) => ({
    rule: given.metadata.eventCode,
    version: given.metadata.product?.version,
    title: given.findingInfo?.title,
    description: given.findingInfo?.description,
    severity: given.severity,
    status: given.statusCode,
    detail: given.statusDetail,
    seenAt: given.time ?? given.findingInfo?.createdTime,
    resourceId: given.resources?.id,
    resourceName: given.resources?.name,
    resourceType: given.resources?.type,
    region: given.resources?.region,
    group: given.resources?.group?.name,
    provider: given.cloud?.provider ?? given.unmapped?.provider,
    account: given.cloud?.account?.id,
    tenant: given.cloud?.organization?.id,
    tenantName: given.cloud?.organization?.name,
    remediation: given.remediation?.description,
    references: linksOf(given.remediation?.references),
    service: given.unmapped?.resource,
    immutableId: given.unmapped?.immutableId,
    controls: texts.parse(given.compliance),
  }))

export type Finding = z.output<typeof findingSchema>

/** A row of the CSV as JSON says it. */
export const findingInRow = (row: Record<string, string>): unknown => ({
  metadata: { eventCode: cell(row, 'FINDINGID') ?? '', product: { version: cell(row, 'MONKEY365VERSION') } },
  findingInfo: {
    title: cell(row, 'FINDINGTITLE'),
    description: [cell(row, 'FINDINGDESCRIPTION'), cell(row, 'FINDINGRATIONALE')]
      .filter(Boolean)
      .join('\n\n'),
  },
  severity: cell(row, 'SEVERITY'),
  statusCode: cell(row, 'STATUS'),
  statusDetail: cell(row, 'NOTES'),
  time: cell(row, 'TIMESTAMP'),
  resources: {
    id: cell(row, 'RESOURCEID'),
    name: cell(row, 'RESOURCENAME'),
    type: cell(row, 'RESOURCETYPE'),
    region: cell(row, 'RESOURCELOCATION'),
    group: { name: cell(row, 'RESOURCEGROUP') },
  },
  cloud: {
    provider: cell(row, 'PROVIDER'),
    account: { id: cell(row, 'SUBSCRIPTIONID') ?? cell(row, 'TENANTID') },
    organization: { id: cell(row, 'TENANTID'), name: cell(row, 'TENANTNAME') },
  },
  remediation: {
    description: cell(row, 'FINDINGREMEDIATION'),
    references: (cell(row, 'FINDINGREFERENCEURL') ?? '').split(/[\s;|,]+(?=https?:)/),
  },
  unmapped: { resource: cell(row, 'SERVICENAME') },
  compliance: (cell(row, 'COMPLIANCE') ?? '').split(/[;|]/).map((control) => control.trim()),
})

export const isPassed = ({ status }: Finding): boolean => /^(?:pass|good)/i.test(status ?? '')

const isManual = ({ status }: Finding): boolean => /^manual/i.test(status ?? '')

/** A setting of the tenant is of no resource: the service in the tenant stands for it. */
export function resourceOf(finding: Finding): Resource | undefined {
  const { resourceId, resourceName, resourceType, region, provider, account, tenantName, tenant, service } =
    finding
  const address = resourceId ?? resourceName ?? [tenantName ?? tenant, service].filter(Boolean).join('/')
  if (!address) return undefined
  const type = resourceType ?? service
  return {
    address,
    ...(type && { type }),
    ...(provider && { provider }),
    ...(region && !/^global$/i.test(region) && { region }),
    ...(account && { account }),
  }
}

export function observationOf(finding: Finding, place: Resource | undefined, raw: string): Observation {
  const manual = isManual(finding)
  return observe({
    kind: /^azure$/i.test(finding.provider ?? '') ? 'cloud' : 'identity',
    rule: finding.rule,
    title: finding.title ?? finding.rule,
    description: [finding.detail, finding.description].filter(Boolean).join('\n\n') || undefined,
    // Nothing was found yet.
    severity: manual ? 'info' : severityOfWord(finding.severity),
    toolSeverity: finding.severity,
    resource: place,
    controls: finding.controls,
    references: finding.references,
    remediation: finding.remediation,
    fingerprints: finding.immutableId ? { immutableId: finding.immutableId } : undefined,
    seenAt: isoTime(finding.seenAt),
    tags: [...(manual ? ['manual-check'] : []), ...(finding.group ? [finding.group] : [])],
    raw,
  })
}
