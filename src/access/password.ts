import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** scrypt, by better-auth: slow on purpose, so not inside a transaction. */
export { hashPassword } from 'better-auth/crypto'

/** Sets the (hashed) password with which a person signs in, and ends their sessions. */
export async function setPassword(tx: Tx, personId: string, hash: string): Promise<void> {
  await tx.query(
    `insert into account (id, user_id, provider_id, account_id, password) values ($1, $2::uuid, 'credential', $2::text, $3)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
    [newId(), personId, hash],
  )
  await tx.query('delete from session where user_id = $1', [personId])
}
