import type { Tx } from '../platform/database.ts'

/**
 * Says that findings of an asset changed: every server node reads them again before its next answer. Call it in each
 * transaction that writes `finding` rows, under the asset's lock; `recountPosture` does so by itself.
 */
export async function touchFindings(tx: Tx, asset: string): Promise<void> {
  await tx.query(
    `insert into finding_version (asset_id, version) values ($1, 1)
     on conflict (asset_id) do update set version = finding_version.version + 1`,
    [asset],
  )
}
