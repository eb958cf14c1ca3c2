import { hashPassword } from 'better-auth/crypto'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** Sets the password (scrypt, by better-auth) with which a person signs in, and ends their sessions. */
export async function setPassword(tx: Tx, personId: string, password: string): Promise<void> {
  await tx.query(
    `insert into account (id, user_id, provider_id, account_id, password) values ($1, $2, 'credential', $2::text, $3)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
    [newId(), personId, await hashPassword(password)],
  )
  await tx.query('delete from session where user_id = $1', [personId])
}
