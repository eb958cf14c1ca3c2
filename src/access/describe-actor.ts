import type { Tx } from '../platform/database.ts'
import type { Actor } from './actor.ts'
import { RIGHTS } from './permissions.ts'

/** An actor with what people want to read: address (people only), names of teams, permissions. */
export async function describeActor(tx: Tx, actor: Actor) {
  const { rows: teams } = await tx.query<{ id: string; name: string }>(
    'select id, name from team where id = any($1::uuid[]) order by lower(name)',
    [actor.teams],
  )
  const { rows } = await tx.query<{ email: string }>('select email from person where id::text = $1', [
    actor.id,
  ])
  const { id, name, role } = actor
  const permissions = [...RIGHTS[role].permissions]
  return { id, name, role, email: rows[0]?.email ?? null, teams, permissions }
}
