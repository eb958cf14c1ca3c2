import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { lockAsset } from '../lock-asset.ts'
import { mergeFindings } from '../merge-findings.ts'
import { requireUnmerged } from './require-unmerged.ts'
import { type Rank, settle } from './settle.ts'

/**
 * Makes a finding part of another one of the same asset. It stays for its history and is shown nowhere else; the other shows
 * both histories. Throws `not_found`, `merged`, `bad_join`.
 */
export async function joinFindings(
  tx: Tx,
  actor: Actor,
  { asset, finding, into }: { asset: string; finding: string; into: string },
  rank: Rank,
): Promise<void> {
  if (finding === into)
    throw new AppError('bad_join', 400, 'A finding cannot become part of itself. Name another one.')
  await lockAsset(tx, asset)
  await requireUnmerged(tx, asset, finding)
  await requireUnmerged(tx, asset, into)
  // A person's newer word goes over an older one that pinned some of them.
  await tx.query('update observation set pinned = false where asset_id = $1 and finding_id = $2 and pinned', [
    asset,
    finding,
  ])
  const at = new Date()
  const reason = { rule: 'join', by: actor.name }
  await mergeFindings(tx, { asset, into: new Map([[finding, into]]), at, actor: actor.id, reason })
  await settle(tx, { asset, at, refresh: [into] }, rank)
  await audit(tx, actor, 'finding.join', `finding/${finding}`, { into })
}
