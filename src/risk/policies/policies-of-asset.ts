import type { Tx } from '../../platform/database.ts'
import type { ScopeKind } from './effect.ts'
import { covers, readPlaces } from './live/places.ts'
import { type PolicySource, policiesInForce } from './store/policies-in-force.ts'

/** A policy as a gate takes it. */
export interface AssetPolicy {
  name: string
  version: string
  source: PolicySource
  scope: ScopeKind
  bounded: boolean
  text: string
}

/** The policies in force for an asset, the widest scope first. */
export async function policiesOfAsset(tx: Tx, asset: string): Promise<AssetPolicy[]> {
  const [place] = await readPlaces(tx, [asset])
  if (!place) return []
  return (await policiesInForce(tx))
    .filter((one) => covers(one, place))
    .map(({ source, text, policy: { name, version, scope, bounded } }) => ({
      name,
      version,
      source,
      scope,
      bounded,
      text,
    }))
}
