import type { Tx } from '../../platform/database.ts'
import { judgeRecord, speaksOf } from '../matching/judge-record.ts'
import { type PackageAdvisory, packageAdvisories } from '../matching/known-advisories.ts'
import { namedPackages, packageKey } from '../matching/packages-of.ts'
import { namesOf } from './advisory-detail.ts'

/** Components in use that a vulnerability's records say are affected. */
export async function affectedComponents(tx: Tx, canonical: string): Promise<string[]> {
  const names = await namesOf(tx, canonical)
  const { rows: records } = await tx.query<{ id: string }>(
    'select distinct id from advisory where id = any($1) or upstream && $1',
    [names],
  )
  const { rows: packages } = await tx.query<{ ecosystem: string; name: string }>(
    'select distinct ecosystem, name from advisory_package where advisory = any($1)',
    [records.map(({ id }) => id)],
  )
  const own = new Set(records.map(({ id }) => id))
  const known = (await packageAdvisories(tx, packages)).filter(({ id }) => own.has(id))
  const byPackage = Map.groupBy(known, packageKey)
  const { rows: used } = await tx.query<{ id: string; purl: string; qualifiers: string | null }>(
    `select distinct c.id, c.purl, u.qualifiers
     from component_package p join component c on c.id = p.component_id join component_use u on u.component_id = c.id
     where p.package = any($1) and c.purl is not null`,
    [packages.map(packageKey)],
  )
  const judged = judgeRecord()
  const isAffected = (source: { purl: string; qualifiers: string | null }): boolean =>
    namedPackages(source).some((as) =>
      (byPackage.get(packageKey(as)) ?? []).some(
        (record: PackageAdvisory) =>
          speaksOf(record, as) && judged(record, as.version).verdict === 'affected',
      ),
    )
  return [...new Set(used.filter(isAffected).map(({ id }) => id))]
}
