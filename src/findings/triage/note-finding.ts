import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'
import type { NoteRow } from '../queries/finding-detail.ts'
import { addNotes } from './add-notes.ts'
import { requireUnmerged } from './require-unmerged.ts'

/** Adds a note to one finding. Throws `not_found`, `merged`. */
export async function noteFinding(
  tx: Tx,
  actor: Actor,
  { asset, finding, body }: { asset: string; finding: string; body: string },
): Promise<NoteRow> {
  await requireUnmerged(tx, asset, finding)
  const at = new Date()
  const notes = await addNotes(tx, { asset, findings: [finding], actor, at }, body)
  await notify(tx, { topic: 'finding', asset })
  await audit(tx, actor, 'finding.note', `finding/${finding}`)
  return { id: notes.get(finding) as string, author: actor.name, body, createdAt: at.toISOString() }
}
