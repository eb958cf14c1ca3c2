import { componentName } from '../../inventory/component-name.ts'
import { copyInto, type Tx } from '../../platform/database.ts'
import { eachRow, inBatches } from '../../platform/snapshot.ts'
import { contestedDigests } from './altered-packages.ts'
import type { UsedPackage } from './asset-packages.ts'
import { changedContents } from './contents.ts'
import { JUDGED_TOGETHER, judgePackages, toldOf } from './judge-packages.ts'
import type { AssetBranch } from './users-of.ts'

/** SQL: what anybody uses, once for each that advisories may tell apart; those of one package together. */
const inUse = (mark: 'qualifiers' | 'cpe'): string =>
  `select f.component_id as component, coalesce(c.purl, '') as purl, ${componentName('c')} as name, c.version, c.licenses, f.${mark},
          ${mark === 'cpe' ? 'null as qualifiers, ' : ''}null as direct, null as scope, null as path
   from (select distinct component_id, ${mark} from component_use where not root) f join component c on c.id = f.component_id
   where ${mark === 'cpe' ? 'f.cpe is not null' : "c.purl is not null and c.version <> ''"}
   order by c.ecosystem, c.name`

/**
 * The branches of which a comparison with everything that is known would find something else than their last one did. Each package version
 * in use is judged once, however many use it; what that makes of every branch is one statement.
 */
export async function outdatedBranches(
  tx: Tx,
  { today, cpe }: { today: string; cpe: boolean },
): Promise<AssetBranch[]> {
  await tx.query(`
    create temporary table told (component uuid not null, mark text not null, told uuid not null) on commit drop;
    create temporary table contested (component uuid not null, digest text not null, told text not null) on commit drop`)
  for (const mark of cpe ? (['qualifiers', 'cpe'] as const) : (['qualifiers'] as const))
    for await (const used of inBatches(eachRow<UsedPackage>(tx, inUse(mark), []), JUDGED_TOGETHER)) {
      const told = toldOf(await judgePackages(tx, used, today))
      await fill(tx, 'told', ['component', 'mark', 'told'], told)
    }
  await fill(tx, 'contested', ['component', 'digest', 'told'], await contestedDigests(tx))
  await tx.query('analyze told, contested')
  return changedContents(tx)
}

async function fill<Column extends string>(
  tx: Tx,
  table: string,
  columns: readonly Column[],
  rows: readonly Record<Column, string>[],
): Promise<void> {
  const stream = copyInto(tx, table, columns)
  for (const row of rows) await stream.write(columns.map((column) => row[column]))
  await stream.end()
}
