import type { Pool } from './database.ts'
import { AppError } from './errors.ts'
import { newId } from './ids.ts'
import type { Keys } from './keys.ts'

/**
 * Ties the database to the secret at the first start and returns the instance's id. Throws `wrong_secret` when this node's
 * secret is another than the one that the database's hashes and blobs were made with: going on would split every identity.
 */
export async function claimInstance(pool: Pool, keys: Keys): Promise<string> {
  await pool.query('insert into instance (id, secret_fingerprint) values ($1, $2) on conflict do nothing', [
    newId(),
    keys.fingerprint,
  ])
  const { rows } = await pool.query<{ id: string; secret_fingerprint: string }>(
    'select id, secret_fingerprint from instance',
  )
  const [instance] = rows
  if (instance?.secret_fingerprint === keys.fingerprint) return instance.id
  throw new AppError(
    'wrong_secret',
    500,
    'This database was made with another secret. Give every node the same STANCE_SECRET, or the file "secret" of the data folder that made it.',
  )
}
