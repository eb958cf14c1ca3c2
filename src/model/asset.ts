/** What can carry a finding. */
export const ASSET_KINDS = [
  'repository',
  'service',
  'api',
  'container-image',
  'workload',
  'cloud-resource',
  'host',
  'pipeline',
  'saas-app',
] as const

export type AssetKind = (typeof ASSET_KINDS)[number]

/** An asset that a report speaks of: an image, a cloud account's resource, a host. */
export interface AssetClaim {
  type: 'asset'
  kind: AssetKind
  /** Stable name within its kind: image reference, ARN, host name, site URL. */
  name: string
  attributes?: Record<string, string>
}
