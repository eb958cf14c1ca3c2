import type { AssetClaim, AssetKind } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'
import { resourceClaim } from '../values/claims.ts'
import type { Event, ResourceDetails } from './event.ts'

export function providerOf(event: Event): string | undefined {
  const provider = event.cloud?.provider ?? event.unmapped?.provider
  // Prowler leaves the cloud out for Kubernetes, whose resources have a namespace instead.
  return (
    provider?.toLowerCase() ??
    (event.resources.some((resource) => resource.namespace) ? 'kubernetes' : undefined)
  )
}

/** An account's own findings are about the account. */
export function resourceOf(event: Event, resource: ResourceDetails | undefined): Resource | undefined {
  const account = event.cloud?.account?.uid ?? resource?.owner?.account?.uid
  const address = resource ? addressOf(resource) : account
  if (address === undefined) return undefined
  return {
    address,
    type: resource ? resource.type : 'account',
    provider: providerOf(event),
    region: resource?.region ?? event.cloud?.region,
    account,
  }
}

/** Kubernetes gives an object a new uid whenever it is made again, so there its name is the address. */
function addressOf({ uid, name, namespace, hostname, ip }: ResourceDetails): string | undefined {
  if (namespace && name) return `${namespace}/${name}`
  return uid ?? name ?? hostname ?? ip
}

const SAAS = /^(?:m365|microsoft ?365|github|googleworkspace|okta|salesforce|slack|mongodbatlas)$/

export const isSaas = (provider: string | undefined): boolean => SAAS.test(provider ?? '')

export function claimOf(event: Event, resource: ResourceDetails): AssetClaim | undefined {
  const place = resourceOf(event, resource)
  // A file, table or user is a part of something that the finding does not name.
  if (!place || (!place.provider && /^(?:file|table|user)$/.test(place.type ?? ''))) return undefined
  const { name, group, hostname, ip } = resource
  return resourceClaim(kindOf(place, resource), place, { name, service: group?.name, hostname, ip })
}

function kindOf({ provider, type }: Resource, resource: ResourceDetails): AssetKind {
  if (isImage(type)) return 'container-image'
  if (!provider && (resource.hostname || resource.ip || type === 'device')) return 'host'
  if (!provider && type === 'application') return 'service'
  if (isSaas(provider)) return 'saas-app'
  return provider === 'kubernetes' ? 'workload' : 'cloud-resource'
}

export const isImage = (type: string | undefined): boolean => /container.?image/i.test(type ?? '')
