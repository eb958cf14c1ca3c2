import { resolveOwners } from '../findings/ownership/resolve-owners.ts'
import type { Tx } from '../platform/database.ts'
import { queueCombining } from './combinations/queue-combining.ts'
import { coverFindings } from './exceptions/cover-findings.ts'
import { followOwners } from './policies/live/follow-owners.ts'
import { rankFindings } from './rank.ts'
import { settleReachability } from './reachability/settle-reachability.ts'
import { setDueDates } from './sla/set-due-dates.ts'

/**
 * What risk makes of an asset's findings after any change, under the asset's lock: scores first, then what is built on them. `unranked`
 * = those that this transaction wrote; `all` when what they stand in changed; `reweighed` = all, where nothing but how scores are made
 * changed. Returns how many rows were written.
 */
export async function settleFindings(
  tx: Tx,
  asset: string,
  cause: 'all' | 'unranked' | 'reweighed',
): Promise<number> {
  const which = cause === 'reweighed' ? 'all' : cause
  // First of all: policies and the score look at it.
  const owned = cause === 'reweighed' ? 0 : await resolveOwners(tx, asset, which)
  if (cause !== 'reweighed') await settleReachability(tx, asset, which)
  // Before the score: it takes their points, and they look at what it is without them.
  const { applyPolicies } = await import('./policies/apply-policies.ts')
  const decided = await applyPolicies(tx, asset, which)
  if (cause !== 'reweighed') await followOwners(tx, asset, which)
  const ranked = await rankFindings(tx, asset, which)
  const covered = await coverFindings(tx, asset, which)
  const dated = await setDueDates(tx, asset, which)
  const written = owned + decided + ranked + covered + dated
  // What is known of one finding may make a chain of several, or break one.
  if (written > 0 && cause !== 'reweighed') await queueCombining(tx)
  return written
}

/** The same after findings of an asset were changed by hand, by rules or by signals: for those who call back once they have written. */
export const settleWritten = (tx: Tx, asset: string): Promise<number> => settleFindings(tx, asset, 'unranked')
