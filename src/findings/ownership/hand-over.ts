import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { lockAsset } from '../lock-asset.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { matchingFindings } from '../queries/matching-findings.ts'
import { readerOf } from '../queries/reader.ts'
import { assignFindings } from '../triage/assign-findings.ts'
import { requireAssignee } from '../triage/require-assignee.ts'
import { type Rank, settle } from '../triage/settle.ts'

export interface HandOver {
  /** A person's id, or `team:<id>`. */
  from: string
  /** A person's id or `team:<id>`; null = nobody: then policies may give it to its owner. */
  to: string | null
  filter?: FindingFilter | undefined
  note: string
}

/**
 * Gives everything that one person or team has, or what a filter leaves of it, to another, with a note in each history. Returns how many findings.
 * Throws `unknown_assignee`, `bad_hand_over`.
 */
export async function handOver(
  pool: Pool,
  actor: Actor,
  { from, to, filter = {}, note }: HandOver,
  rank: Rank,
): Promise<{ changed: number }> {
  if (from === to) throw new AppError('bad_hand_over', 400, 'Name somebody else to hand over to.')
  await transaction(pool, (tx) => requireAssignee(tx, to))
  const at = new Date()
  let changed = 0
  const mine = { ...filter, assignee: [from] }
  for (const [asset, findings] of await matchingFindings(pool, mine, await readerOf(pool, actor)))
    changed += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const ids = await assignFindings(tx, { asset, findings, actor, at }, to, { note, freed: to === null })
      if (ids.length === 0) return 0
      await settle(tx, { asset, at }, rank)
      await audit(tx, actor, 'finding.hand-over', `asset/${asset}`, { from, to, note, changed: ids.length })
      return ids.length
    })
  return { changed }
}
