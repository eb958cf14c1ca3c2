import { resolveOwners } from '../findings/ownership/resolve-owners.ts'
import type { Tx } from '../platform/database.ts'
import { queueCombining } from './combinations/queue-combining.ts'
import { coverFindings } from './exceptions/cover-findings.ts'
import { followOwners } from './policies/live/follow-owners.ts'
import { rankFindings } from './rank.ts'
import { settleReachability } from './reachability/settle-reachability.ts'
import { setDueDates } from './sla/set-due-dates.ts'
import { type Change, type Step, TOUCHES, type Which } from './touches.ts'

/** Rows that were written, and of how many of them the state is another one now. */
export interface Settled {
  written: number
  restated: number
}

/**
 * What risk makes of findings of assets after a change, under the locks of all of them: scores first, then what is built on them. Only
 * what that kind of change can make different is looked at (see touches.ts).
 */
export async function settleMany(tx: Tx, assets: readonly string[], change: Change): Promise<Settled> {
  const touched = TOUCHES[change]
  const written: Partial<Record<Step, number>> = {}
  if (assets.length === 0) return { written: 0, restated: 0 }
  for (const [step, run] of Object.entries(STEPS) as [Step, Run][]) {
    const which = touched[step]
    if (!which || (which === 'decided' && !written.policies)) continue
    written[step] = await run(tx, assets, which === 'all' ? 'all' : 'unranked', touched.facts)
  }
  const sum = Object.values(written).reduce((total, rows) => total + rows, 0)
  // What is known of one finding may make a chain of several, or break one; weights do neither.
  if (sum > 0 && change !== 'weights') await queueCombining(tx)
  return { written: sum, restated: written.exceptions ?? 0 }
}

/** Returns how many rows it wrote. `facts` = which facts are other ones than before. */
type Run = (tx: Tx, assets: readonly string[], which: Which, facts?: RegExp) => Promise<number>

/** In this order: policies look at owners and reachability, the score takes their points, exceptions look at the score. */
const STEPS: Readonly<Record<Step, Run>> = {
  owners: resolveOwners,
  reachability: settleReachability,
  async policies(...args) {
    const { applyPolicies } = await import('./policies/apply-policies.ts')
    return applyPolicies(...args)
  },
  hands: followOwners,
  rank: rankFindings,
  exceptions: coverFindings,
  dueDates: setDueDates,
}

/** The same for one asset: for all its findings, or for those that this transaction wrote. Returns how many rows were written. */
export async function settleFindings(tx: Tx, asset: string, which: Which): Promise<number> {
  const { written } = await settleMany(tx, [asset], which === 'all' ? 'everything' : 'written')
  return written
}

/** The same after findings of an asset were changed by hand, by rules or by signals: for those who call back once they have written. */
export const settleWritten = (tx: Tx, asset: string): Promise<number> => settleFindings(tx, asset, 'unranked')
