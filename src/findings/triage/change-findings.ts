import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Severity } from '../../model/severity.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { lockAsset } from '../lock-asset.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { readerOf } from '../queries/reader.ts'
import { addNotes } from './add-notes.ts'
import { assignFindings } from './assign-findings.ts'
import { type Decision, decide } from './decide.ts'
import { findingsByAsset } from './findings-by-asset.ts'
import { overrideSeverity } from './override-severity.ts'
import { requireAssignee } from './require-assignee.ts'
import { type Rank, settle } from './settle.ts'
import type { Said } from './word.ts'

/** What a person says about findings: `ids`, or everything that `filter` matches. Only what is given changes; null takes a word back. */
export interface FindingChange {
  ids?: string[]
  filter?: FindingFilter
  decision?: Decision['decision']
  reason?: string
  until?: string | null
  /** A person's id, `me`, or `team:<id>`. */
  assignee?: string | null
  severity?: Severity | null
  note?: string
}

/**
 * Applies a change to findings, one transaction an asset, in the order of assets. Returns how many findings changed. Throws
 * `bad_change` and, before anything is written, `not_found` for ids that nobody has or that the actor may not see.
 */
export async function changeFindings(
  pool: Pool,
  actor: Actor,
  wish: FindingChange,
  rank: Rank,
): Promise<{ changed: number }> {
  checkChange(wish)
  const reader = await readerOf(pool, actor)
  const change = { ...wish, assignee: wish.assignee === 'me' ? (actor.personId ?? actor.id) : wish.assignee }
  await transaction(pool, (tx) => requireAssignee(tx, change.assignee))
  const at = new Date()
  let changed = 0
  for (const [asset, findings] of await findingsByAsset(pool, change, reader))
    changed += await transaction(pool, (tx) =>
      changeInAsset(tx, { asset, findings, actor, at }, change, rank),
    )
  return { changed }
}

/** Throws `bad_change` for what makes no sense. */
export function checkChange({
  ids,
  filter,
  decision,
  reason,
  until,
  assignee,
  severity,
  note,
}: FindingChange): void {
  const refuse = (message: string) => new AppError('bad_change', 400, message)
  if ((ids === undefined) === (filter === undefined))
    throw refuse('Say which findings: either ids or a filter.')
  if ([decision, assignee, severity, note].every((given) => given === undefined))
    throw refuse('Say what to change: decision, assignee, severity or note.')
  if (decision === undefined && (reason !== undefined || until !== undefined))
    throw refuse('A reason and an end belong to a decision: give the decision too.')
  if (until && !(decision === 'accepted' || decision === 'false_positive'))
    throw refuse('Only accepted and false_positive run out: leave until away.')
  if (until && Date.parse(until) <= Date.now())
    throw refuse('The decision would have run out already: give a later until.')
}

// An audit entry names so many findings; the history of each has them all.
const NAMED = 100

async function changeInAsset(tx: Tx, said: Said, change: FindingChange, rank: Rank): Promise<number> {
  const { asset, actor } = said
  await lockAsset(tx, asset)
  const { decision, reason = '', until = null, assignee, severity, note } = change
  const changed = new Set<string>()
  const add = (ids: Iterable<string>): void => {
    for (const id of ids) changed.add(id)
  }
  if (decision !== undefined) add(await decide(tx, said, { decision, reason, until }))
  if (assignee !== undefined) add(await assignFindings(tx, said, assignee))
  if (severity !== undefined) add(await overrideSeverity(tx, said, severity))
  if (note !== undefined) add((await addNotes(tx, said, note)).keys())
  if (changed.size === 0) return 0
  await settle(tx, said, rank)
  const { ids: _, filter: __, ...words } = change
  await audit(tx, actor, 'finding.triage', `asset/${asset}`, {
    ...words,
    changed: changed.size,
    findings: [...changed].slice(0, NAMED),
  })
  return changed.size
}
