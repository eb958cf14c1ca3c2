import type { AssetClaim } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'

/** The claim that a report speaks of this resource, with what it says of it. */
export function resourceClaim(
  kind: AssetClaim['kind'],
  resource: Resource,
  more: Record<string, string | undefined> = {},
): AssetClaim {
  const { address, type, provider, account, region } = resource
  const known = Object.entries({ ...more, type, provider, account, region }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && entry[1] !== address,
  )
  return {
    type: 'asset',
    kind,
    name: address,
    ...(known.length > 0 && { attributes: Object.fromEntries(known) }),
  }
}

/** Lets each asset's claim pass once: reports name their resources with every finding. */
export function eachOnce(): (claims: (AssetClaim | undefined)[]) => AssetClaim[] {
  const seen = new Set<string>()
  return (claims) =>
    claims.filter((claim): claim is AssetClaim => {
      const key = claim && `${claim.kind} ${claim.name}`
      if (!key || seen.has(key)) return false
      seen.add(key)
      return true
    })
}
