import type { Tx } from '../../platform/database.ts'
import { appendEvents } from '../append-events.ts'
import { SAME_STATE } from '../same-state.ts'
import type { Said } from './word.ts'

/**
 * Gives findings to a person (their id), a team (`team:<id>`), or nobody. What a person says stays, whatever owners files and policies say later; `freed` takes
 * it to be nobody's word: then policies may give them away. Returns those that it changed.
 */
export async function assignFindings(
  tx: Tx,
  said: Said,
  assignee: string | null,
  { note, freed = false }: { note?: string; freed?: boolean } = {},
): Promise<string[]> {
  const { asset, findings, actor, at } = said
  const { rows } = await tx.query<{ id: string; was: string | null }>(
    `with target as (
       select id, assignee as was from finding
       where asset_id = $1 and id = any($2::uuid[]) and merged_into is null
         and (assignee is distinct from $3 or ($3::text is not null and assigned_by is distinct from 'person'))
     ), written as (
       update finding f set ${SAME_STATE}, assignee = $3, assigned_by = $5, changed_at = greatest(f.changed_at, $4)
       from target t where f.asset_id = $1 and f.id = t.id
     )
     select id, was from target`,
    [asset, findings, assignee, at, freed ? null : 'person'],
  )
  await appendEvents(
    tx,
    { asset, type: 'assigned', at, actor: actor.id },
    rows.map(({ id, was }) => ({ finding: id, data: { from: was, to: assignee, ...(note && { note }) } })),
  )
  return rows.map((row) => row.id)
}
