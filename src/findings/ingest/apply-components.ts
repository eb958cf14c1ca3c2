import { ONE_FILE } from '../../intel/matching/altered-packages.ts'
import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'

/**
 * Makes the packages that a report lists known to all assets. Once a report, in one order: uploads about other assets that
 * list the same packages at the same time wait for each other at most, and never in a circle. What is there already is looked up by its
 * keys, never joined: the tables of all assets' packages are read whole for a report otherwise, where joins are to (`preferHashJoins`).
 */
export async function registerComponents(
  tx: Tx,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  // Rows that are there already are not locked, so that nobody waits for a whole ingest because of them.
  await tx.query(
    `insert into component (id, purl, ecosystem, namespace, name, version, licenses)
     select distinct on (component_id) component_id, purl, ecosystem, namespace, name, version, licenses
     from staged_component where asset_id = $1 and report_id = $2
     order by component_id, licenses = '{}', purl is null
     on conflict (id) do nothing`,
    [asset, report],
  )
  await tx.query(
    `insert into component_package (package, component_id)
     select distinct p.package, s.component_id from staged_component s, unnest(s.packages) as p (package)
     where s.asset_id = $1 and s.report_id = $2 order by 1, 2
     on conflict do nothing`,
    [asset, report],
  )
  await tx.query(
    `insert into component_digest (component_id, digest)
     select distinct s.component_id, h.digest from staged_component s, unnest(s.hashes) as h (digest)
     where s.asset_id = $1 and s.report_id = $2 and s.ecosystem = any($3) order by 1, 2
     on conflict do nothing`,
    [asset, report, ONE_FILE],
  )
  await tx.query(
    `with told as materialized (
       select component_id as id, max(purl) as purl, max(licenses) as licenses from staged_component
       where asset_id = $1 and report_id = $2 and (licenses <> '{}' or purl is not null) group by 1
     ), lacking as materialized (
       select c.id, t.purl, t.licenses from (select * from told order by id) t cross join lateral (
         select id from component c
         where c.id = t.id and (c.licenses = '{}' and t.licenses <> '{}' or c.purl is null and t.purl is not null)
         for update
       ) c
     )
     update component c
     set licenses = case when c.licenses = '{}' then l.licenses else c.licenses end, purl = coalesce(c.purl, l.purl)
     from lacking l where c.id = l.id`,
    [asset, report],
  )
}

/**
 * Makes a scope's components and their graph what the report lists; what an incomplete report leaves out stays. Unchanged
 * uses are not written.
 */
export async function applyComponents(
  tx: Tx,
  { asset, report, scope, incomplete }: ScopeArgs & { incomplete: boolean },
  at: Date,
): Promise<void> {
  const key = [asset, report, scope]
  if (!incomplete) await removeGone(tx, key)
  await tx.query(
    `insert into component_use (asset_id, scope_id, component_id, direct, scope, path, root, qualifiers, hashes, licenses_said,
                                reach, reach_detail, deprecated, wanted, cpe, first_seen)
     select $1, $3, component_id, direct, scope, path, root, qualifiers, hashes, licenses_said, reach, reach_detail, deprecated, wanted, cpe, $4 from staged_component
     where asset_id = $1 and report_id = $2 and scope_id = $3
     on conflict (asset_id, scope_id, component_id) do update
       set direct = excluded.direct, scope = excluded.scope, path = excluded.path, root = excluded.root,
           qualifiers = excluded.qualifiers, hashes = excluded.hashes, licenses_said = excluded.licenses_said,
           reach = excluded.reach, reach_detail = excluded.reach_detail,
           deprecated = excluded.deprecated, wanted = excluded.wanted, cpe = excluded.cpe
       where (component_use.direct, component_use.scope, component_use.path, component_use.root,
              component_use.qualifiers, component_use.hashes, component_use.licenses_said, component_use.reach, component_use.reach_detail,
              component_use.deprecated, component_use.wanted, component_use.cpe)
         is distinct from (excluded.direct, excluded.scope, excluded.path, excluded.root, excluded.qualifiers,
                           excluded.hashes, excluded.licenses_said, excluded.reach, excluded.reach_detail, excluded.deprecated, excluded.wanted, excluded.cpe)`,
    [...key, at],
  )
  await tx.query(
    `insert into component_edge (asset_id, scope_id, from_id, to_id)
     select $1, $3, from_id, to_id from staged_edge where asset_id = $1 and report_id = $2 and scope_id = $3
     on conflict do nothing`,
    key,
  )
}

async function removeGone(tx: Tx, key: string[]): Promise<void> {
  await tx.query(
    `delete from component_use u where u.asset_id = $1 and u.scope_id = $3
       and not exists (select from staged_component s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
                       and s.component_id = u.component_id)`,
    key,
  )
  await tx.query(
    `delete from component_edge e where e.asset_id = $1 and e.scope_id = $3
       and not exists (select from staged_edge s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
                       and s.from_id = e.from_id and s.to_id = e.to_id)`,
    key,
  )
}
