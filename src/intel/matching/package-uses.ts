import { componentName } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import { packageKey } from './packages-of.ts'

/** A package version that an asset uses on its default branch. */
export interface PackageUse extends UsedPackage {
  asset: string
}

/**
 * Every use of some packages on default branches, over all assets that were matched before, in one statement: what `assetPackages` is for
 * one asset and all packages. In the same order within an asset.
 */
export async function packageUses(
  tx: Tx,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<PackageUse[]> {
  const { rows } = await tx.query<PackageUse>(
    `select u.asset_id as asset, u.component_id as component, c.purl, u.qualifiers, ${componentName('c')} as name,
            c.version, c.licenses, bool_or(u.direct) as direct,
            case when bool_or(u.scope = 'runtime') then 'runtime' else min(u.scope) end as scope, min(u.path) as path
     from (select distinct component_id from component_package where package = any($1)) p
     join component c on c.id = p.component_id
     join component_use u on u.component_id = c.id
     join asset a on a.id = u.asset_id
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id and s.branch = a.default_branch
     join match_run r on r.asset_id = u.asset_id and r.branch = s.branch
     where not u.root and c.purl is not null and c.version <> ''
     group by 1, 2, 3, 4, c.namespace, c.name, c.ecosystem, c.version, c.licenses
     order by 1, 2, 4`,
    [packages.map(packageKey)],
  )
  return rows
}
