import { componentName } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'

/** A package version that an asset uses on a branch; once for each distribution it comes from. */
export interface UsedPackage {
  component: string
  purl: string
  /** Those of its package URL that tell advisories apart. */
  qualifiers: string | null
  /** How tools name it: `@scope/name`, `group:artifact`. */
  name: string
  version: string
  direct: boolean | null
  scope: string | null
  /** Manifest, lockfile or layer that brings it in. */
  path: string | null
  /** SPDX expressions where the reports' words are some. */
  licenses: string[]
}

/** What an asset uses on a branch, over all tools that listed it. Packages without a package URL cannot be matched and are left out. */
export async function assetPackages(
  tx: Tx,
  { asset, branch }: { asset: string; branch: string },
): Promise<UsedPackage[]> {
  const { rows } = await tx.query<UsedPackage>(
    `select u.component_id as component, c.purl, u.qualifiers,
            ${componentName('c')} as name,
            c.version, c.licenses, bool_or(u.direct) as direct,
            case when bool_or(u.scope = 'runtime') then 'runtime' else min(u.scope) end as scope, min(u.path) as path
     from component_use u
     join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
     join component c on c.id = u.component_id
     where u.asset_id = $1 and not u.root and c.purl is not null and c.version <> ''
     group by 1, 2, 3, 4, 5, 6 order by 1, 3`,
    [asset, branch],
  )
  return rows
}
