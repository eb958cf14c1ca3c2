import type { AssetClaim } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { resourceClaim } from '../values/claims.ts'
import type { Result } from './finding.ts'

const PROVIDERS: Record<string, string> = byWord({
  GOOGLE_CLOUD_PLATFORM: 'gcp',
  AMAZON_WEB_SERVICES: 'aws',
  MICROSOFT_AZURE: 'azure',
})

const lastPart = (name: string | undefined): string | undefined => name?.split('/').at(-1) || undefined

/** The full resource name (`//storage.googleapis.com/shop-logs`) is what every Google report calls it. */
export function resourceOf({ finding, resource }: Result): Resource | undefined {
  const address = finding.resourceName ?? resource?.name
  if (address === undefined) return undefined
  const { gcpMetadata, awsMetadata, cloudProvider } = resource ?? {}
  const provider = cloudProvider && Object.hasOwn(PROVIDERS, cloudProvider) ? PROVIDERS[cloudProvider] : 'gcp'
  const account =
    awsMetadata?.account?.id ??
    resource?.projectDisplayName ??
    gcpMetadata?.projectDisplayName ??
    lastPart(resource?.project ?? gcpMetadata?.project) ??
    /^\/\/[^/]+\/projects\/([^/]+)/.exec(address)?.[1]
  return { address, type: resource?.type, provider, region: resource?.location, account } as Resource
}

export function claimOf(result: Result): AssetClaim | undefined {
  const place = resourceOf(result)
  const { displayName: name, service } = result.resource ?? {}
  return place && resourceClaim('cloud-resource', place, { name, service })
}
