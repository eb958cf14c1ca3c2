import { componentSpellings } from '../../inventory/component-name.ts'
import type { Tx } from '../../platform/database.ts'

/**
 * Some tools list packages without a package URL, those that look at what runs often without a version too. Where another scope of the
 * asset has just one package of that name (and version, where one is told) with one, it is the same: the staged component takes its
 * identity, and the edges of its graph with it.
 */
export async function nameComponents(
  tx: Tx,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  const { rows } = await tx.query<{ vague: string; id: string }>(
    `with vague as materialized (
       select distinct component_id as id, name, version from staged_component
       where asset_id = $1 and report_id = $2 and purl is null
     ), known as materialized (
       select distinct c.id, lower(n.name) as name, c.version
       from component_use u join component c on c.id = u.component_id and c.purl is not null
       cross join lateral (values ${componentSpellings('c', (name) => `(${name})`)}) as n (name)
       where u.asset_id = $1
     )
     select v.id as vague, min(k.id::text) as id
     from vague v join known k on k.name = lower(v.name) and v.version in ('', k.version)
     where not exists (select from staged_component s where s.asset_id = $1 and s.report_id = $2 and s.component_id = k.id)
     group by v.id having count(*) = 1`,
    [asset, report],
  )
  if (rows.length === 0) return
  const names = [asset, report, rows.map(({ vague }) => vague), rows.map(({ id }) => id)]
  await tx.query(
    `update staged_component s
     set component_id = c.id, purl = c.purl, ecosystem = c.ecosystem, namespace = c.namespace, name = c.name, version = c.version
     from unnest($3::uuid[], $4::uuid[]) as n (vague, id) join component c on c.id = n.id
     where s.asset_id = $1 and s.report_id = $2 and s.component_id = n.vague`,
    names,
  )
  for (const end of ['from_id', 'to_id'])
    await tx.query(
      `update staged_edge e set ${end} = n.id from unnest($3::uuid[], $4::uuid[]) as n (vague, id)
       where e.asset_id = $1 and e.report_id = $2 and e.${end} = n.vague`,
      names,
    )
}
