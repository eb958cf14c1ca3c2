import type { Tx } from '../../platform/database.ts'

/** Versions of packages that anybody here uses: they exist, and could be chosen. By the package's key. */
export async function knownVersions(tx: Tx, packages: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<{ package: string; versions: string[] }>(
    `select p.package, array_agg(distinct c.version) as versions
     from component_package p join component c on c.id = p.component_id
     where p.package = any($1) and c.version <> '' group by 1`,
    [packages],
  )
  return new Map(rows.map((row) => [row.package, row.versions]))
}
