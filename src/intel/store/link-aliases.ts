import type { Tx } from '../../platform/database.ts'
import { canonicalIds, type Named } from './canonical.ts'
import type { ChangedPackage } from './take-in.ts'

/**
 * Finds anew which ids speak of one vulnerability, and writes what differs. A distribution's record that passes on just one
 * vulnerability from upstream is that one. Returns the packages of records that go by another id now.
 */
export async function linkAliases(tx: Tx): Promise<ChangedPackage[]> {
  const { rows } = await tx.query<Named>(
    `select id, aliases || case when cardinality(upstream) = 1 then upstream else '{}' end as aliases from advisory
     where cardinality(aliases) > 0 or cardinality(upstream) = 1`,
  )
  const ids = canonicalIds(rows)
  const written = await tx.query<{ id: string }>(
    `with wanted as materialized (
       select * from unnest($1::text[], $2::text[]) as w (id, canonical)
     ), gone as (
       delete from advisory_alias a where not exists (select from wanted w where w.id = a.id) returning a.id
     ), put as (
       insert into advisory_alias as a (id, canonical) select id, canonical from wanted
       on conflict (id) do update set canonical = excluded.canonical where a.canonical <> excluded.canonical
       returning a.id
     )
     select id from gone union all select id from put`,
    [[...ids.keys()], [...ids.values()]],
  )
  const renamed = await tx.query<ChangedPackage>(
    'select distinct ecosystem, name from advisory_package where advisory = any($1)',
    [written.rows.map(({ id }) => id)],
  )
  return renamed.rows
}
