import type { Tx } from '../../platform/database.ts'
import { appendEvents } from '../append-events.ts'
import type { Said } from './word.ts'

/** Gives findings to a person (their id), or to nobody. Returns those that it changed. */
export async function assignFindings(tx: Tx, said: Said, assignee: string | null): Promise<string[]> {
  const { asset, findings, actor, at } = said
  const { rows } = await tx.query<{ id: string; was: string | null }>(
    `with target as (
       select id, assignee as was from finding
       where asset_id = $1 and id = any($2::uuid[]) and merged_into is null and assignee is distinct from $3
     ), written as (
       update finding f set assignee = $3, changed_at = greatest(f.changed_at, $4)
       from target t where f.asset_id = $1 and f.id = t.id
     )
     select id, was from target`,
    [asset, findings, assignee, at],
  )
  await appendEvents(
    tx,
    { asset, type: 'assigned', at, actor: actor.id },
    rows.map(({ id, was }) => ({ finding: id, data: { from: was, to: assignee } })),
  )
  return rows.map((row) => row.id)
}
