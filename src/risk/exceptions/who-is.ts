import type { Tx } from '../../platform/database.ts'

/** The person behind an actor's id, also of one who comes with a token; the id itself where nobody is. */
export async function whoIs(tx: Tx, actor: string): Promise<string> {
  if (!actor.startsWith('token:')) return actor
  const { rows } = await tx.query<{ person: string | null }>(
    `select person_id as person from api_token where 'token:' || id = $1`,
    [actor],
  )
  return rows[0]?.person ?? actor
}
