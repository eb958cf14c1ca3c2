import { z } from 'zod'
import type { Observation, ProducerVerdict, Resource } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import { anything, flag, listOf, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

export const findingSchema = z.object({
  id: text,
  findingType: text,
  status: text,
  resource: text,
  resourceType: z.string().trim().min(1),
  resourceOwnerAccount: text,
  accountId: text,
  region: text,
  principal: anything,
  action: texts,
  condition: anything,
  isPublic: flag,
  sources: listOf(z.object({ type: text })),
  findingDetails: listOf(z.looseObject({})),
  error: text,
  analyzedAt: text,
  createdAt: text,
  updatedAt: text,
})

type Finding = z.output<typeof findingSchema>

/** Words for the types of findings; the first version of the API knew only access from outside. */
const TITLES: Record<string, string> = byWord({
  ExternalAccess: 'A principal outside of the zone of trust has access',
  InternalAccess: 'A principal of the organisation has access',
  UnusedIAMRole: 'IAM role is not used',
  UnusedIAMUserAccessKey: 'Access key of an IAM user is not used',
  UnusedIAMUserPassword: 'Password of an IAM user is not used',
  UnusedPermission: 'Permissions are not used',
})

export function resourceOf(finding: Finding): Resource | undefined {
  const { resource: address, resourceType: type } = finding
  if (!address) return undefined
  const region = finding.region ?? (/^arn:[^:]*:[^:]*:([^:]+):/.exec(address)?.[1] || undefined)
  const account = finding.resourceOwnerAccount ?? finding.accountId
  return { address, type, provider: 'aws', ...(region && { region }), ...(account && { account }) }
}

export function observationOf(finding: Finding, resource: Resource | undefined, raw: string): Observation {
  const rule = finding.findingType ?? 'ExternalAccess'
  const isPublic = finding.isPublic ?? externalDetails(finding)?.isPublic === true
  return observe({
    kind: 'identity',
    rule,
    title: [isPublic ? 'Anyone has access' : (TITLES[rule] ?? rule), `to ${finding.resourceType}`].join(' '),
    description: descriptionOf(finding),
    severity: 'unknown',
    resource,
    fingerprints: finding.id ? { accessAnalyzer: finding.id } : undefined,
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.analyzedAt) ?? isoTime(finding.updatedAt) ?? isoTime(finding.createdAt),
    tags: [...(isPublic ? ['public'] : []), ...finding.sources.flatMap(({ type }) => type ?? [])],
    raw,
  })
}

const externalDetails = ({ findingDetails }: Finding): Json | undefined =>
  findingDetails
    .map((detail) => asObject(detail.externalAccessDetails) ?? asObject(detail.internalAccessDetails))
    .find((detail) => detail !== undefined)

/** Who may do what under which condition. */
function descriptionOf(finding: Finding): string | undefined {
  const details = externalDetails(finding)
  const unused = finding.findingDetails
    .map((detail) => asObject(detail.unusedPermissionDetails) ?? asObject(detail.unusedIamRoleDetails))
    .filter((detail) => detail !== undefined)
  const conditions = Object.entries(asObject(finding.condition ?? details?.condition) ?? {})
  const actions = finding.action.length > 0 ? finding.action : texts.parse(details?.action)
  const facts = [
    ['Principal', namesOf(finding.principal ?? details?.principal)],
    ['Actions', actions.join(', ')],
    ['Conditions', conditions.map(([name, value]) => `${name} = ${String(value)}`).join(', ')],
    ['Unused services', unused.flatMap((detail) => asText(detail.serviceNamespace) ?? []).join(', ')],
    [
      'Unused actions',
      unused
        .flatMap((detail) => asObjects(detail.actions).flatMap(({ action }) => asText(action) ?? []))
        .join(', '),
    ],
    ['Last accessed', unused.flatMap((detail) => asText(detail.lastAccessed) ?? []).join(', ')],
    ['Error', finding.error],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return facts.join('\n') || undefined
}

const namesOf = (principal: unknown): string | undefined =>
  Object.values(asObject(principal) ?? {})
    .filter((name) => typeof name === 'string')
    .join(', ') || undefined

const STATES: Record<string, ProducerVerdict['state']> = byWord({ ARCHIVED: 'accepted', RESOLVED: 'fixed' })

function verdictOf({ status }: Finding): ProducerVerdict | undefined {
  const word = status?.toUpperCase()
  const state = word && Object.hasOwn(STATES, word) ? STATES[word] : undefined
  return state && { state, reason: (status as string).toLowerCase(), source: 'access-analyzer' }
}
