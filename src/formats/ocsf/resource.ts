import type { AssetClaim, AssetKind } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'
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
function addressOf({ uid, name, namespace }: ResourceDetails): string | undefined {
  if (namespace && name) return `${namespace}/${name}`
  return uid ?? name
}

const SAAS = /^(?:m365|microsoft ?365|github|googleworkspace|okta|salesforce|slack|mongodbatlas)$/

export const isSaas = (provider: string | undefined): boolean => SAAS.test(provider ?? '')

export function claimOf(event: Event, resource: ResourceDetails): AssetClaim | undefined {
  const place = resourceOf(event, resource)
  if (!place) return undefined
  const { type, provider, region, account } = place
  const service = resource.group?.name
  return {
    type: 'asset',
    kind: kindOf(provider, type),
    name: place.address,
    attributes: {
      ...(resource.name && resource.name !== place.address && { name: resource.name }),
      ...(type && { type }),
      ...(service && { service }),
      ...(provider && { provider }),
      ...(account && { account }),
      ...(region && { region }),
    },
  }
}

function kindOf(provider: string | undefined, type: string | undefined): AssetKind {
  if (isImage(type)) return 'container-image'
  if (isSaas(provider)) return 'saas-app'
  return provider === 'kubernetes' ? 'workload' : 'cloud-resource'
}

export const isImage = (type: string | undefined): boolean => /container.?image/i.test(type ?? '')
