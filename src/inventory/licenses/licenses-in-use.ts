import { type VisibleAssets, visibleParameter } from '../../access/visible-assets.ts'
import type { Tx } from '../../platform/database.ts'
import { licenseJudge } from './judge-licenses.ts'
import type { LicensePolicy, LicenseVerdict } from './license-policy.ts'

export interface LicenseInUse {
  /** As packages tell it: an id, an expression, several joined with `; `, or empty where none is told. */
  license: string
  verdict: LicenseVerdict
  packages: number
  assets: number
  /** A package under it, for an example. */
  example: string
}

/** What a policy would make of the licences of everything in use on default branches, the strictest and most used first. */
export async function licensesInUse(
  tx: Tx,
  policy: LicensePolicy,
  visible: VisibleAssets,
): Promise<LicenseInUse[]> {
  const { rows } = await tx.query<Omit<LicenseInUse, 'license' | 'verdict'> & { licenses: string[] }>(
    `select c.licenses, count(distinct c.id)::int as packages, count(distinct u.asset_id)::int as assets, min(c.name) as example
     from component_use u
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
     join asset a on a.id = u.asset_id and a.default_branch = s.branch
     join component c on c.id = u.component_id and c.purl is not null and c.version <> ''
     where not u.root and ($1::uuid[] is null or u.asset_id = any($1))
       and ($2 or coalesce(u.scope, '') not in ('development', 'test'))
     group by 1`,
    [visibleParameter(visible), policy.development],
  )
  const judge = licenseJudge(policy)
  const order: LicenseVerdict[] = ['deny', 'review', 'allow']
  return rows
    .map(({ licenses, ...counts }) => ({
      license: licenses.join('; '),
      verdict: judge(licenses).verdict,
      ...counts,
    }))
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || b.packages - a.packages)
}
