import type { Pool, Tx } from '../../platform/database.ts'
import { packageKey, packagesOf } from './packages-of.ts'

/** A branch of an asset. */
export interface AssetBranch {
  asset: string
  branch: string
}

/** Where any version of some packages is used; `other` than default branches, or those of assets that were never matched. */
export async function usersOf(
  db: Pool | Tx,
  packages: readonly { ecosystem: string; name: string }[],
  which: 'all' | 'other' = 'all',
): Promise<AssetBranch[]> {
  const { rows } = await db.query<AssetBranch>(
    `select distinct s.asset_id as asset, s.branch
     from component_package p
     join component_use u on u.component_id = p.component_id
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
     where p.package = any($1) and ($2 = 'all' or not exists (
       select from asset a join match_run r on r.asset_id = a.id and r.branch = s.branch
       where a.id = s.asset_id and a.default_branch = s.branch))
     order by 1, 2`,
    [packages.map(packageKey), which],
  )
  return rows
}

export async function onDefaultBranches(db: Pool | Tx, assets: readonly string[]): Promise<AssetBranch[]> {
  const { rows } = await db.query<AssetBranch>(
    'select id as asset, default_branch as branch from asset where id = any($1::uuid[]) order by 1',
    [assets],
  )
  return rows
}

/** Notes the names of components that were stored before names were noted; their uses tell no distribution. */
export async function namePackages(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ id: string; purl: string }>(
    `select id, purl from component where purl is not null and not exists (select from component_package)`,
  )
  const named = rows.flatMap(({ id, purl }) => packagesOf({ purl }).map((name) => ({ id, name })))
  await tx.query(
    `insert into component_package (package, component_id) select * from unnest($1::text[], $2::uuid[]) on conflict do nothing`,
    [named.map(({ name }) => name), named.map(({ id }) => id)],
  )
}
