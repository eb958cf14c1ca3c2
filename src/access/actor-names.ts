import type { Tx } from '../platform/database.ts'
import { localActor, systemActor } from './actor.ts'

/** Names of actors, and of teams that have findings, by the ids that history keeps; an id that nobody has any more stands for itself. */
export async function actorNames(tx: Tx, ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select id::text as id, name from person where id::text = any($1)
     union all select 'token:' || id, name from api_token where 'token:' || id = any($1)
     union all select 'team:' || id, name from team where 'team:' || id = any($1)`,
    [ids],
  )
  const names = new Map(rows.map((row) => [row.id, row.name]))
  for (const actor of [localActor, systemActor]) names.set(actor.id, actor.name)
  return (id) => names.get(id) ?? id
}
