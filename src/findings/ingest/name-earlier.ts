import { componentSpellings } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'

/**
 * What was seen running before any report listed it has the name that a path shows, and no package URL. Where this report lists just one
 * package of that name (and version, where one is told), and no other report of the asset another, the earlier use takes its identity:
 * the other way round than `nameComponents`. The report's components have to be registered.
 */
export async function nameEarlier(
  tx: Tx,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  const { rows } = await tx.query<{ scope: string; vague: string; id: string }>(
    `with vague as materialized (
       select u.scope_id, c.id, lower(c.name) as name, c.version
       from component_use u join component c on c.id = u.component_id and c.purl is null
       where u.asset_id = $1 and u.reach is not null
         and u.scope_id not in (select s.scope_id from staged_component s where s.asset_id = $1 and s.report_id = $2)
     ), known as materialized (
       select component_id as id, namespace, name, version from staged_component
       where asset_id = $1 and report_id = $2 and purl is not null and exists (select from vague)
       union
       select c.id, c.namespace, c.name, c.version from component_use u join component c on c.id = u.component_id and c.purl is not null
       where u.asset_id = $1 and exists (select from vague)
     ), named as materialized (
       select k.id, lower(n.name) as name, k.version from known k
       cross join lateral (values ${componentSpellings('k', (name) => `(${name})`)}) as n (name)
     )
     select v.scope_id as scope, v.id as vague, min(n.id::text) as id
     from vague v join named n on n.name = v.name and v.version in ('', n.version)
     group by v.scope_id, v.id having count(distinct n.id) = 1
       and not exists (select from component_use o where o.asset_id = $1 and o.scope_id = v.scope_id and o.component_id = min(n.id::text)::uuid)`,
    [asset, report],
  )
  // Two vague ones of a scope may be one package.
  const free = [...new Map(rows.map((row) => [`${row.scope} ${row.id}`, row])).values()]
  if (free.length === 0) return
  const names = [asset, free.map((row) => row.scope), free.map((row) => row.vague), free.map((row) => row.id)]
  await tx.query(
    `update component_use u set component_id = n.id
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as n (scope, vague, id)
     where u.asset_id = $1 and u.scope_id = n.scope and u.component_id = n.vague`,
    names,
  )
  for (const end of ['from_id', 'to_id'])
    await tx.query(
      `update component_edge e set ${end} = n.id from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as n (scope, vague, id)
       where e.asset_id = $1 and e.scope_id = n.scope and e.${end} = n.vague`,
      names,
    )
}
