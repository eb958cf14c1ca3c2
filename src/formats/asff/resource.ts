import type { AssetClaim } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'
import { resourceClaim } from '../values/claims.ts'
import { ownIn } from '../values/fields.ts'
import { imageClaim } from '../values/image-reference.ts'
import type { Finding, FindingResource } from './finding.ts'

/** A field that the product adds to the format's own. */
export const productField = (finding: Finding, name: string): string | undefined => {
  const value = ownIn(finding.ProductFields, name)
  return typeof value === 'string' ? value : undefined
}

/** The product that found it; its ARN names it where nothing else does (`…::product/aws/guardduty`). */
export const productOf = (finding: Finding): string | undefined =>
  finding.ProductName ??
  productField(finding, 'Product Name') ??
  productField(finding, 'ProductName') ??
  productField(finding, 'aws/securityhub/ProductName') ??
  finding.ProductArn?.split('/').at(-1)

/** Findings of some products lack the account, which stands in their ARN. */
export const accountOf = (finding: Finding): string | undefined =>
  finding.AwsAccountId ?? /^arn:[^:]*:[^:]*:[^:]*:(\d+):/.exec(finding.Id ?? '')?.[1]

export const isImage = ({ Type }: FindingResource): boolean =>
  Type === 'AwsEcrContainerImage' || Type === 'Container'

export function resourceOf(finding: Finding, resource: FindingResource | undefined): Resource | undefined {
  const account = accountOf(finding)
  if (!resource)
    return account ? { address: account, type: 'AwsAccount', provider: 'aws', account } : undefined
  return {
    address: resource.Id,
    type: resource.Type,
    provider: 'aws',
    region: resource.Region ?? finding.Region,
    account,
  } as Resource
}

export function claimOf(finding: Finding, resource: FindingResource): AssetClaim | undefined {
  if (isImage(resource)) return imageOf(resource)
  // Tools that look at files write them as resources.
  if (resource.Type === 'Other' && !resource.Id.startsWith('arn:')) return undefined
  const tagged = ownIn(resource.Tags, 'Name')
  const place = resourceOf(finding, resource)
  return (
    place && resourceClaim('cloud-resource', place, { name: typeof tagged === 'string' ? tagged : undefined })
  )
}

/** `arn:aws:ecr:REGION:ACCOUNT:repository/shop/api/sha256:…`; Trivy writes `shop/api:1.4 (alpine 3.20)`. */
function imageOf({ Id, Details }: FindingResource): AssetClaim {
  const given = Details?.Container?.ImageName ?? Id
  const [, name = given, os] = /^(.*?)(?: \(([^()]*)\))?$/.exec(given) ?? []
  const [, region, account, repository = '', digest] =
    /^arn:[^:]+:ecr:([^:]+):(\d+):repository\/(.+?)(?:\/(sha256:[0-9a-f]+))?$/.exec(Id) ?? []
  const registry = region && `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`
  const details = Details?.AwsEcrContainerImage
  return imageClaim(registry ?? name, {
    tag: details?.ImageTags[0],
    digest: digest ?? details?.ImageDigest,
    architecture: details?.Architecture,
    os,
  })
}
