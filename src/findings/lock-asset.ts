import type { Tx } from '../platform/database.ts'

/**
 * Holds an asset for this transaction: whoever changes its findings waits for whoever does so already. Take assets in
 * the order of their ids where several are needed.
 */
export async function lockAsset(tx: Tx, asset: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [asset])
}

/** The same for several, in the order of their ids. */
export async function lockAssets(tx: Tx, assets: readonly string[]): Promise<void> {
  // The order of a subquery is that of the calls only where it is kept apart from them.
  await tx.query(
    'with ordered as materialized (select id from unnest($1::text[]) as a (id) order by id) select pg_advisory_xact_lock(hashtextextended(id, 0)) from ordered',
    [assets],
  )
}

/** Of several assets holds those that nobody else holds, without waiting. Returns which. */
export async function lockFree(tx: Tx, assets: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from unnest($1::text[]) as a (id) where pg_try_advisory_xact_lock(hashtextextended(id, 0))',
    [assets],
  )
  return rows.map(({ id }) => id)
}
