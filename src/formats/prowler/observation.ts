import type { AssetClaim } from '../../model/asset.ts'
import type { Kind } from '../../model/kind.ts'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { isSaas } from '../ocsf/resource.ts'
import { resourceClaim } from '../values/claims.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Check } from './check.ts'

/** What a run looked at, named as in Prowler's OCSF output. */
export const targetOf = ({ provider, account }: Check): string =>
  [provider?.toLowerCase(), account].filter(Boolean).join(':')

const isKubernetes = (check: Check): boolean => check.provider?.toLowerCase() === 'kubernetes'

/** Kubernetes gives an object a new uid whenever it is made again, so there namespace and name are the address. */
function resourceOf(check: Check): Resource | undefined {
  const { account, resourceType: type } = check
  const [, namespace] = /^namespace:\s*(.+)$/.exec(check.region ?? '') ?? []
  const named =
    isKubernetes(check) && check.resourceName
      ? [namespace, check.resourceName].filter(Boolean).join('/')
      : undefined
  const own = named ?? check.resource ?? check.resourceName
  const address = own ?? account
  if (address === undefined) return undefined
  const provider = check.provider?.toLowerCase()
  const region = namespace === undefined ? check.region : undefined
  // Version 2 does not say which resource it is: then it is about the account.
  return { address, type: own === undefined ? 'account' : type, provider, region, account } as Resource
}

export function claimOf(check: Check): AssetClaim | undefined {
  const resource = resourceOf(check)
  if (!resource) return undefined
  const kind = isKubernetes(check) ? 'workload' : isSaas(resource.provider) ? 'saas-app' : 'cloud-resource'
  return resourceClaim(kind, resource, { name: check.resourceName, service: check.service })
}

const isPassed = (check: Check): boolean => /^PASS(?:ED)?$/.test(check.status)

/** `MANUAL` (before version 4 `INFO`) is what a person has to look at: nothing was found yet. */
const isManual = (check: Check): boolean => /^(?:MANUAL|INFO)$/.test(check.status)

/** `WARNING` is what version 2 and 3 wrote for findings on the allow list. */
const isMuted = (check: Check): boolean => check.muted || /^(?:MUTED|WARNING)$/.test(check.status)

export function* itemOf(check: Check, raw: string): Generator<Observation> {
  if (isPassed(check)) return
  const manual = isManual(check)
  const fixes = check.fixes.filter((fix) => fix !== undefined)
  const links = linksOf(check.links, fixes)
  yield observe({
    kind: kindOf(check),
    rule: check.id,
    title: check.title,
    description: texts(check.description, check.message, check.risk),
    severity: manual ? 'info' : severityOfWord(check.severity),
    toolSeverity: check.severity,
    resource: resourceOf(check),
    controls: [...new Set(check.controls)],
    remediation: texts(check.remediation, ...fixes.filter((fix) => linksOf(fix).length === 0)),
    references: links,
    fingerprints: check.uid ? { prowler: check.uid } : undefined,
    verdict: isMuted(check) ? { state: 'accepted', reason: 'muted', source: 'prowler-mute' } : undefined,
    seenAt: isoTime(check.time),
    tags: [...(manual ? ['manual-check'] : []), ...check.tags, ...(check.service ? [check.service] : [])],
    raw,
  })
}

function kindOf(check: Check): Kind {
  const provider = check.provider?.toLowerCase()
  if (isSaas(provider)) return 'identity'
  return provider === 'kubernetes' || provider === 'iac' ? 'config' : 'cloud'
}

const texts = (...parts: (string | undefined)[]): string | undefined =>
  [...new Set(parts)].filter(Boolean).join('\n\n') || undefined
