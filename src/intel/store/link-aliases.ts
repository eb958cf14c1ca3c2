import type { Tx } from '../../platform/database.ts'
import { canonicalIds, type Named } from './canonical.ts'
import type { ChangedPackage } from './take-in.ts'

/**
 * Finds anew which ids speak of one vulnerability, and writes what differs. A distribution's record that passes on just one
 * vulnerability from upstream is that one. Returns the packages of records that go by another id now, but for
 * those that just `arrived`: they went by none.
 */
export async function linkAliases(tx: Tx, arrived: readonly string[]): Promise<ChangedPackage[]> {
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
    `select distinct ecosystem, name, true as revised from advisory_package where advisory = any($1) and advisory <> all($2)`,
    [written.rows.map(({ id }) => id), arrived],
  )
  return renamed.rows
}

/** The packages of records about some vulnerabilities, under any of their ids. */
export async function packagesAbout(tx: Tx, cves: readonly string[]): Promise<ChangedPackage[]> {
  const { rows } = await tx.query<ChangedPackage>(
    `with named as (
       select c.id from unnest($1::text[]) as c (id) union select l.id from advisory_alias l where l.canonical = any($1)
     )
     select distinct p.ecosystem, p.name, true as revised
     from advisory_package p where p.advisory in (select id from named)
       or p.advisory in (select a.id from advisory a where a.upstream && array(select id from named))`,
    [cves],
  )
  return rows
}
