import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { appendEvents } from '../append-events.ts'
import type { Said } from './word.ts'

/** Adds one note to each finding. Returns the notes' ids by finding; findings that are part of another get none. */
export async function addNotes(tx: Tx, said: Said, body: string): Promise<Map<string, string>> {
  const { asset, findings, actor, at } = said
  const { rows } = await tx.query<{ id: string; finding_id: string }>(
    `insert into finding_note (asset_id, id, finding_id, author, body, created_at)
     select $1, n.id, f.id, $4, $5, $6 from unnest($2::uuid[], $3::uuid[]) as n (finding, id)
     join finding f on f.asset_id = $1 and f.id = n.finding and f.merged_into is null
     returning id, finding_id`,
    [asset, findings, findings.map(newId), actor.id, body, at],
  )
  const notes = new Map(rows.map((row) => [row.finding_id, row.id]))
  await appendEvents(
    tx,
    { asset, type: 'noted', at, actor: actor.id },
    [...notes].map(([finding, note]) => ({ finding, data: { note } })),
  )
  return notes
}
