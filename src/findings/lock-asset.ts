import type { Tx } from '../platform/database.ts'

/**
 * Holds an asset for this transaction: whoever changes its findings waits for whoever does so already. Take assets in
 * the order of their ids where several are needed.
 */
export async function lockAsset(tx: Tx, asset: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [asset])
}
