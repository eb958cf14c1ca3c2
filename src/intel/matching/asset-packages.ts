import { componentName, componentSpellings } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'
import { eachRow } from '../../platform/snapshot.ts'

/** A package version that an asset uses on a branch; once for each distribution it comes from. */
export interface UsedPackage {
  component: string
  /** Empty for what only a CPE names. */
  purl: string
  /** What names it where no package URL does. */
  cpe?: string
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

/** With what the reports say of the use. */
export interface AssetPackage extends UsedPackage {
  /** Why its publishers say not to use it any more. */
  deprecated: string | null
  /** Ranges that manifests allow; null where none names it. */
  wanted: string[] | null
}

/**
 * What an asset uses on a branch, over all tools that listed it; of one name only where one is given. Packages without a package URL are
 * left out; see `cpeUses`. One by one: an asset may use hundreds of thousands.
 */
export function assetPackages(
  tx: Tx,
  { asset, branch, name }: { asset: string; branch: string; name?: string | undefined },
): AsyncGenerator<AssetPackage> {
  return eachRow<AssetPackage>(
    tx,
    `select u.component_id as component, c.purl, u.qualifiers,
            ${componentName('c')} as name,
            c.version, c.licenses, bool_or(u.direct) as direct,
            case when bool_or(u.scope = 'runtime') then 'runtime' else min(u.scope) end as scope, min(u.path) as path, max(u.deprecated) as deprecated,
            nullif(array_remove(array_agg(distinct w.range order by w.range), null), '{}') as wanted
     from component_use u
     join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
     join component c on c.id = u.component_id
     left join lateral unnest(u.wanted) as w (range) on true
     where u.asset_id = $1 and not u.root and c.purl is not null and c.version <> ''
       and ($3::text is null or $3 in (${componentSpellings('c')}))
     group by 1, 2, 3, 4, 5, 6 order by 1, 3`,
    [asset, branch, name ?? null],
  )
}
