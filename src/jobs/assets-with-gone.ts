import { MATCHER } from '../intel/matching/observations-of.ts'
import { packageKey, packagesOf } from '../intel/matching/packages-of.ts'
import type { Tx } from '../platform/database.ts'

/**
 * The assets in which our own matching shows something of some packages on the default branch that is not staged any more under this id.
 * `names` = what components of these packages are called.
 */
export async function assetsWithGone(
  tx: Tx,
  run: string,
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
  const { rows } = await tx.query<{ asset: string; purl: string | null }>(
    `select o.asset_id as asset, d.data #>> '{component,purl}' as purl
     from asset a
     join scope c on c.asset_id = a.id and c.tool = $3 and c.branch = a.default_branch
     join observation o on o.asset_id = a.id and o.scope_id = c.id and o.present and o.kind in ('dependency', 'malware')
     join observation_detail d on d.asset_id = a.id and d.observation_id = o.id
     -- What is abandoned or past its end of life is told by no advisory.
     where a.id = any($1::uuid[]) and d.data #>> '{component,name}' = any($4::text[]) and d.data ? 'advisories'
       and not exists (select from staged_observation s
                       where s.asset_id = a.id and s.report_id = $2 and s.scope_id = o.scope_id and s.key = o.key)`,
    [assets, run, MATCHER, names],
  )
  const wanted = new Set(packages.map(packageKey))
  const isAbout = (purl: string): boolean => packagesOf({ purl }).some((one) => wanted.has(one))
  return [...new Set(rows.flatMap(({ asset, purl }) => (purl && isAbout(purl) ? [asset] : [])))]
}
