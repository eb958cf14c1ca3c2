import { componentName } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import type { AssetBranch } from './users-of.ts'

/** What an asset uses on a branch that no package URL names in an ecosystem that advisories know, and a CPE does. */
export async function cpeUses(tx: Tx, { asset, branch }: AssetBranch): Promise<UsedPackage[]> {
  const { rows } = await tx.query<UsedPackage>(
    `select u.component_id as component, coalesce(c.purl, '') as purl, null as qualifiers, ${componentName('c')} as name, c.version,
            c.licenses, bool_or(u.direct) as direct,
            case when bool_or(u.scope = 'runtime') then 'runtime' else min(u.scope) end as scope, min(u.path) as path, u.cpe
     from component_use u
     join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
     join component c on c.id = u.component_id
     where u.asset_id = $1 and not u.root and u.cpe is not null
     group by 1, 2, 4, 5, 6, u.cpe order by 1, u.cpe`,
    [asset, branch],
  )
  return rows
}
