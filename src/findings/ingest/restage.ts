import { copyInto, type Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import { isStaged, leftOut } from './shown.ts'
import type { StagedScope, StoredObservation } from './staged.ts'
import { STAGED_COLUMNS } from './staged-row.ts'

export interface Restage {
  restage?: StagedScope['restage'] | undefined
}

/** Stages what was left out of some files, for those who have to see all of a file. */
export async function restage(
  tx: Tx,
  { asset, report, scope, restage: rowOf }: ScopeArgs & Restage,
  paths: readonly string[],
): Promise<void> {
  if (!rowOf) return
  const { rows } = await tx.query<StoredObservation>(
    `select o.key, d.data, d.raw from observation o
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where ${leftOut('o')} and o.path = any($4::text[])`,
    [asset, report, scope, paths],
  )
  if (rows.length === 0) return
  const stream = copyInto(tx, 'staged_observation', STAGED_COLUMNS)
  for (const stored of rows) {
    const row = rowOf(stored)
    if (row) await stream.write(row)
  }
  await stream.end()
}

/** What is gone of some files, all of which is staged, once others have its keys. */
export async function goneAgain(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  paths: readonly string[],
): Promise<void> {
  await tx.query(
    `delete from staged_gone g where g.asset_id = $1 and g.report_id = $2 and g.scope_id = $3 and ${isStaged('g.key')}`,
    [asset, report, scope],
  )
  await tx.query(
    `insert into staged_gone (asset_id, report_id, scope_id, key)
     select $1, $2, $3, o.key from observation o
     where o.asset_id = $1 and o.scope_id = $3 and o.present and o.path = any($4::text[]) and not ${isStaged('o.key')}
     on conflict do nothing`,
    [asset, report, scope, paths],
  )
}
