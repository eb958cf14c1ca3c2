import { MATCHER } from '../intel/matching/observations-of.ts'
import { packageKey, packagesOf } from '../intel/matching/packages-of.ts'
import type { Tx } from '../platform/database.ts'
import type { Staged } from './stage-many.ts'

/**
 * The assets in which our own matching shows something of some packages on the default branch that is not among `staged` any more.
 * `names` = what components of these packages are called.
 */
export async function assetsWithGone(
  tx: Tx,
  staged: readonly Staged[],
  {
    assets,
    packages,
    names,
  }: {
    assets: readonly string[]
    packages: readonly { ecosystem: string; name: string }[]
    names: readonly string[]
  },
): Promise<string[]> {
  if (packages.length === 0) return []
  const { rows } = await tx.query<{ asset: string; key: string; purl: string | null }>(
    // The scopes by themselves, or the planner begins with those of all assets.
    `with own as materialized (
       select c.asset_id, c.id from asset a join scope c on c.asset_id = a.id and c.tool = $2 and c.branch = a.default_branch
       where a.id = any($1::uuid[]) and c.asset_id = any($1::uuid[])
     )
     select o.asset_id as asset, o.key, d.data #>> '{component,purl}' as purl
     from own
     join observation o on o.asset_id = own.asset_id and o.scope_id = own.id and o.present and o.kind in ('dependency', 'malware')
     join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
     -- What is abandoned or past its end of life is told by no advisory.
     where d.data #>> '{component,name}' = any($3::text[]) and d.data ? 'advisories'`,
    [assets, MATCHER, names],
  )
  const shown = new Set(staged.map(({ asset, key }) => `${asset} ${key}`))
  const wanted = new Set(packages.map(packageKey))
  const isAbout = (purl: string): boolean => packagesOf({ purl }).some((one) => wanted.has(one))
  return [
    ...new Set(
      rows.flatMap(({ asset, key, purl }) =>
        !shown.has(`${asset} ${key}`) && purl && isAbout(purl) ? [asset] : [],
      ),
    ),
  ]
}
