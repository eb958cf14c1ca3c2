import type { Tx } from '../src/platform/database.ts'

/** How much to make. */
export interface Store {
  assets: number
  /** Component uses of each asset. */
  uses: number
  packages: number
}

/** Versions that each package has: 1.0.0, 1.1.0, … */
export const VERSIONS = 8

/**
 * Fills an empty database with assets that use npm packages as real ones do: a few packages are everywhere, most are in a handful of
 * assets. The same numbers give the same rows. Package n is called `package-n`; the lower its number the more use it.
 */
export async function fillUses(tx: Tx, { assets, uses, packages }: Store): Promise<void> {
  await tx.query(`
    create function pg_temp.u(n bigint, salt bigint) returns double precision language sql immutable
      return (hashint8extended(n, salt) & 1073741823) / 1073741824.0;
    insert into asset (id, kind, name) select md5('asset' || n)::uuid, 'repository', 'asset-' || n from generate_series(1, ${assets}) n;
    insert into scope (asset_id, id, tool, branch, name)
      select id, md5('scope' || id)::uuid, 'lister', 'main', '' from asset;
    insert into component (id, purl, ecosystem, name, version)
      select md5('component' || n || '.' || v)::uuid, 'pkg:npm/package-' || n || '@1.' || v || '.0', 'npm', 'package-' || n, '1.' || v || '.0'
      from generate_series(1, ${packages}) n, generate_series(0, ${VERSIONS - 1}) v;
    insert into component_package (package, component_id) select 'npm:' || name, id from component;
    alter table component_use disable trigger user;
    insert into component_use (asset_id, scope_id, component_id, first_seen)
      select distinct a.id, md5('scope' || a.id)::uuid,
        md5('component' || 1 + floor(${packages} * pg_temp.u(i, a.n) ^ 3)::int || '.' || floor(${VERSIONS} * pg_temp.u(i, a.n + 1000000))::int)::uuid, now()
      from (select id, row_number() over (order by name) as n from asset) a, generate_series(1, ${uses}) i;
    alter table component_use enable trigger user;
    update component c set uses = n.uses, users = n.users
      from (select component_id, count(*) as uses, count(distinct asset_id) as users from component_use group by 1) n where c.id = n.component_id;`)
}
