import type { Pool, Tx } from './database.ts'

/** How long the reader of a stream may take for a piece of it before the connection is taken back. */
const MOST_IDLE = '60s'

/**
 * What `work` makes of the database as it stands at one moment, on a connection of its own that is given back when the last item
 * is taken, when the taker stops, or when it takes too long over one.
 */
export async function* inSnapshot<T>(pool: Pool, work: (tx: Tx) => AsyncIterable<T>): AsyncGenerator<T> {
  const tx = await pool.connect()
  try {
    await tx.query('begin transaction isolation level repeatable read read only')
    await tx.query(`set local idle_in_transaction_session_timeout = '${MOST_IDLE}'`)
    yield* work(tx)
  } finally {
    // Nothing was written.
    await tx.query('rollback').then(
      () => tx.release(),
      (broken: Error) => tx.release(broken),
    )
  }
}

const BATCH = 1_000
let cursors = 0

/** The rows of a query one by one, a batch of them in memory at a time. */
export async function* eachRow<T extends object>(
  tx: Tx,
  query: string,
  parameters: unknown[],
): AsyncGenerator<T> {
  const cursor = `each_row_${cursors++}`
  await tx.query(`declare ${cursor} no scroll cursor for ${query}`, parameters)
  for (;;) {
    const { rows } = await tx.query<T>(`fetch ${BATCH} from ${cursor}`)
    yield* rows
    if (rows.length < BATCH) break
  }
  await tx.query(`close ${cursor}`)
}

/** The same, so many together; the last of them may be fewer. Nothing where there is none. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows)
    if (batch.push(row) >= size) {
      yield batch
      batch = []
    }
  if (batch.length > 0) yield batch
}
