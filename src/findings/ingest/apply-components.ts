import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'

/**
 * Makes a scope's components and their graph what the report lists. Known packages and unchanged uses are not written.
 * Returns whether anything changed.
 */
export async function applyComponents(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  at: Date,
): Promise<boolean> {
  const key = [asset, report, scope]
  await tx.query(
    `insert into component (id, purl, ecosystem, namespace, name, version, licenses)
     select component_id, purl, ecosystem, namespace, name, version, licenses from staged_component
     where asset_id = $1 and report_id = $2 and scope_id = $3 order by component_id
     on conflict (id) do update set licenses = excluded.licenses, purl = coalesce(component.purl, excluded.purl)
       where component.licenses = '{}' and excluded.licenses <> '{}' or component.purl is null and excluded.purl is not null`,
    key,
  )
  const gone = await tx.query(
    `delete from component_use u where u.asset_id = $1 and u.scope_id = $3
       and not exists (select from staged_component s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
                       and s.component_id = u.component_id)`,
    key,
  )
  const come = await tx.query(
    `insert into component_use (asset_id, scope_id, component_id, direct, scope, path, root, first_seen)
     select $1, $3, component_id, direct, scope, path, root, $4 from staged_component
     where asset_id = $1 and report_id = $2 and scope_id = $3
     on conflict (asset_id, scope_id, component_id) do update
       set direct = excluded.direct, scope = excluded.scope, path = excluded.path, root = excluded.root
       where (component_use.direct, component_use.scope, component_use.path, component_use.root)
         is distinct from (excluded.direct, excluded.scope, excluded.path, excluded.root)`,
    [...key, at],
  )
  await tx.query(
    `delete from component_edge e where e.asset_id = $1 and e.scope_id = $3
       and not exists (select from staged_edge s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
                       and s.from_id = e.from_id and s.to_id = e.to_id)`,
    key,
  )
  await tx.query(
    `insert into component_edge (asset_id, scope_id, from_id, to_id)
     select $1, $3, from_id, to_id from staged_edge where asset_id = $1 and report_id = $2 and scope_id = $3
     on conflict do nothing`,
    key,
  )
  return Boolean(gone.rowCount || come.rowCount)
}
