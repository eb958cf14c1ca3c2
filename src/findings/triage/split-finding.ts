import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { lockAsset } from '../lock-asset.ts'
import { takeOut } from '../take-out.ts'
import { requireUnmerged } from './require-unmerged.ts'
import { type Rank, settle } from './settle.ts'

export interface Split {
  asset: string
  finding: string
  /** Those that leave. */
  observations: readonly string[]
}

/**
 * Takes observations out of a finding into a new one, which inherits decision, assignee and severity. They are pinned: matching
 * never moves them again. Returns the new finding's id. Throws `not_found`, `merged`, and `bad_split` when not some but not all
 * of the finding's observations are named.
 */
export async function splitFinding(tx: Tx, actor: Actor, split: Split, rank: Rank): Promise<string> {
  const { asset, finding, observations } = split
  await lockAsset(tx, asset)
  await requireUnmerged(tx, asset, finding)
  const leaving = [...new Set(observations)]
  if (!(await isPart(tx, asset, finding, leaving)))
    throw new AppError(
      'bad_split',
      400,
      'Name some but not all observations of this finding; GET the finding to see them.',
    )
  const at = new Date()
  const reason = { rule: 'split', from: finding, by: actor.name }
  const id = await takeOut(tx, { asset, finding, leaving, at, actor: actor.id, pinned: true, reason })
  await settle(tx, { asset, at, refresh: [finding, id] }, rank)
  await audit(tx, actor, 'finding.split', `finding/${finding}`, { into: id, observations: leaving.length })
  return id
}

/** Whether these are some, but not all, of a finding's observations. */
async function isPart(tx: Tx, asset: string, finding: string, leaving: readonly string[]): Promise<boolean> {
  const { rows } = await tx.query<{ named: number; others: number }>(
    `select count(*) filter (where id = any($3::uuid[]))::int as named,
            count(*) filter (where not id = any($3::uuid[]))::int as others
     from observation where asset_id = $1 and finding_id = $2`,
    [asset, finding, leaving],
  )
  const { named, others } = rows[0] as { named: number; others: number }
  return leaving.length > 0 && named === leaving.length && others > 0
}
