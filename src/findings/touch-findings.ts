import type { Tx } from '../platform/database.ts'

/**
 * Says that findings of an asset changed: every server node reads them again before its next answer. Call it in each
 * transaction that writes `finding` rows, under the asset's lock; `recountPosture` does so by itself.
 */
export const touchFindings = (tx: Tx, asset: string): Promise<void> => touchMany(tx, [asset])

/** The same for several assets, whose locks are held. */
export async function touchMany(tx: Tx, assets: readonly string[]): Promise<void> {
  await tx.query(
    `insert into finding_version (asset_id, version) select id, 1 from unnest($1::uuid[]) as a (id) order by id
     on conflict (asset_id) do update set version = finding_version.version + 1`,
    [assets],
  )
}

/** The same for those of several assets of which this transaction wrote any finding (a re-import of the same does not). Returns which. */
export async function touchWritten(tx: Tx, assets: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into finding_version (asset_id, version) select a.id, 1 from unnest($1::uuid[]) as a (id)
     where exists (select from finding f where f.asset_id = a.id and f.xmin = pg_current_xact_id()::xid) order by a.id
     on conflict (asset_id) do update set version = finding_version.version + 1 returning asset_id as id`,
    [assets],
  )
  return rows.map(({ id }) => id)
}
