import { z } from 'zod'
import { controlId } from '../values/control-id.ts'
import { asText } from '../values/fields.ts'
import { anything, label, needed, part, text, texts } from '../values/lenient.ts'

/** One check of one resource, whichever version and file it comes from. */
export interface Check {
  id: string
  title: string
  /** `PASS`, `FAIL`, `MANUAL`, `INFO`, `MUTED`. */
  status: string
  muted: boolean
  message?: string | undefined
  severity?: string | undefined
  provider?: string | undefined
  account?: string | undefined
  accountName?: string | undefined
  region?: string | undefined
  service?: string | undefined
  resource?: string | undefined
  resourceName?: string | undefined
  resourceType?: string | undefined
  description?: string | undefined
  risk?: string | undefined
  remediation?: string | undefined
  /** Commands and pages that mend it, mixed by the tool. */
  fixes: (string | undefined)[]
  links: (string | undefined)[]
  controls: string[]
  tags: string[]
  uid?: string | undefined
  time?: unknown
  version?: string | undefined
}

const code = z.record(z.string(), text)

/** JSON of version 3 and 4. */
export const checkSchema = z
  .object({
    CheckID: needed,
    Status: needed,
    CheckTitle: text,
    CheckType: texts,
    StatusExtended: text,
    Severity: text,
    Provider: text,
    AccountId: label,
    Subscription: label,
    ProjectId: label,
    Region: text,
    Location: text,
    ServiceName: text,
    ResourceId: text,
    ResourceName: text,
    ResourceArn: text,
    ResourceType: text,
    Description: text,
    Risk: text,
    RelatedUrl: text,
    Remediation: part(
      z.object({ Code: part(code), Recommendation: part(z.object({ Text: text, Url: text })) }),
    ),
    Compliance: part(z.record(z.string(), texts)),
    Categories: texts,
    FindingUniqueId: text,
    AssessmentStartTime: anything,
  })
  .transform(
    (given): Check => ({
      id: given.CheckID,
      title: given.CheckTitle ?? given.CheckID,
      status: given.Status.toUpperCase(),
      muted: false,
      message: given.StatusExtended,
      severity: given.Severity,
      provider: given.Provider,
      account: given.AccountId ?? given.Subscription ?? given.ProjectId,
      region: given.Region ?? given.Location,
      service: given.ServiceName,
      resource: given.ResourceArn ?? given.ResourceId,
      resourceName: given.ResourceName ?? given.ResourceId,
      resourceType: given.ResourceType,
      description: given.Description,
      risk: given.Risk,
      remediation: given.Remediation?.Recommendation?.Text,
      fixes: Object.values(given.Remediation?.Code ?? {}),
      links: [given.RelatedUrl, given.Remediation?.Recommendation?.Url],
      controls: Object.entries(given.Compliance ?? {}).flatMap(([framework, numbers]) =>
        numbers.map((number) => controlId(framework, number, given.Provider)),
      ),
      tags: [...given.CheckType, ...given.Categories],
      uid: given.FindingUniqueId,
      time: given.AssessmentStartTime,
    }),
  )

/** JSON of version 2. */
export const oldCheckSchema = z
  .object({
    'Control ID': needed,
    Control: needed,
    Status: needed,
    Message: text,
    Severity: text,
    'Account Number': label,
    Region: text,
    Timestamp: anything,
    Compliance: text,
    Service: text,
    'CAF Epic': text,
    Risk: text,
    Remediation: text,
    'Doc link': text,
    'Resource ID': text,
  })
  .transform(
    (given): Check => ({
      ...oldNames(given.Control, given['Control ID'], given.Compliance),
      status: given.Status.toUpperCase(),
      muted: false,
      message: given.Message,
      severity: given.Severity,
      provider: 'aws',
      account: given['Account Number'],
      region: given.Region,
      service: given.Service,
      resource: given['Resource ID'],
      risk: given.Risk,
      remediation: given.Remediation,
      fixes: [],
      links: [given['Doc link']],
      tags: given['CAF Epic'] ? [given['CAF Epic']] : [],
      time: given.Timestamp,
    }),
  )

/** `[check11] Avoid the use of the root account (Scored)`: checks are numbered by CIS, extras are Prowler's own. */
function oldNames(title: string, number: string, compliance: string | undefined) {
  const [, id = number, words = title] =
    /^\[([^\]]+)\]\s*(.*?)(?:\s*\((?:Not )?Scored\))?$/i.exec(title.trim()) ?? []
  const [, ens] = /^ens-(.+)$/.exec(compliance ?? '') ?? []
  const cis = /^check\d/.test(id) ? [controlId('CIS', number.replace(/\.0(?=\d)/g, '.'), 'aws')] : []
  return { id, title: words, controls: [...cis, ...(ens ? [controlId('ENS', ens)] : [])] }
}

/** CSV of any version; undefined for a row that is no check. */
export function checkOfRow(row: Record<string, string>): Check | undefined {
  const cell = (...names: string[]): string | undefined =>
    names.map((name) => asText(row[name])).find(Boolean)
  const status = cell('STATUS', 'CHECK_RESULT', 'RESULT')?.toUpperCase()
  const id = cell('CHECK_ID', 'TITLE_ID')
  if (!status || !id) return undefined
  const provider = cell('PROVIDER') ?? 'aws'
  const names =
    row.CHECK_ID === undefined
      ? oldNames(cell('TITLE_TEXT') ?? id, id, cell('CHECK_ASFF_COMPLIANCE_TYPE'))
      : { id, title: cell('CHECK_TITLE') ?? id, controls: controlsIn(cell('COMPLIANCE'), provider) }
  const fix = (name: string) => cell(`REMEDIATION_CODE_${name}`, `REMEDIATION_RECOMMENDATION_CODE_${name}`)
  return {
    ...names,
    status,
    muted: cell('MUTED')?.toLowerCase() === 'true',
    message: cell('STATUS_EXTENDED', 'CHECK_RESULT_EXTENDED', 'NOTES'),
    severity: cell('SEVERITY', 'CHECK_SEVERITY'),
    provider,
    account: cell('ACCOUNT_UID', 'ACCOUNT_ID', 'ACCOUNT_NUM', 'SUBSCRIPTION', 'PROJECT_ID'),
    accountName: cell('ACCOUNT_NAME', 'ACCOUNT_DETAILS_NAME'),
    region: cell('REGION', 'LOCATION'),
    service: cell('SERVICE_NAME', 'CHECK_SERVICENAME'),
    resource: cell('RESOURCE_UID', 'RESOURCE_ARN', 'RESOURCE_ID', 'CHECK_RESOURCE_ID'),
    resourceName: cell('RESOURCE_NAME', 'RESOURCE_ID'),
    resourceType: cell('RESOURCE_TYPE', 'CHECK_ASFF_RESOURCE_TYPE'),
    description: cell('DESCRIPTION'),
    risk: cell('RISK', 'CHECK_RISK'),
    remediation: cell('REMEDIATION_RECOMMENDATION_TEXT', 'CHECK_REMEDIATION'),
    fixes: [fix('NATIVEIAC'), fix('TERRAFORM'), fix('CLI'), fix('OTHER')],
    links: [
      cell('RELATED_URL', 'CHECK_DOC'),
      ...listIn(cell('ADDITIONAL_URLS')),
      cell('REMEDIATION_RECOMMENDATION_URL'),
    ],
    tags: [...listIn(cell('CHECK_TYPE')), ...listIn(cell('CATEGORIES')), ...listIn(cell('CHECK_CAF_EPIC'))],
    uid: cell('FINDING_UID', 'FINDING_UNIQUE_ID'),
    time: cell('TIMESTAMP', 'ASSESSMENT_START_TIME', 'PROWLER_START_TIME'),
    version: cell('PROWLER_VERSION'),
  }
}

const listIn = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/\s*\|\s*/)
    .map((part) => part.trim())
    .filter(Boolean)

/** `CIS-1.4: 1.20 | KISA-ISMS-P-2023: 2.5.6, 2.6.4`. */
const controlsIn = (cell: string | undefined, provider: string): string[] =>
  listIn(cell).flatMap((entry) => {
    const [, framework, numbers = ''] = /^(.+?):\s+(.+)$/.exec(entry) ?? []
    return framework ? numbers.split(/,\s+/).map((number) => controlId(framework, number, provider)) : [entry]
  })
