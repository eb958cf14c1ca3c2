import type { Tx } from '../../platform/database.ts'
import { cover } from './cover.ts'
import { lapseExceptions } from './lapse.ts'
import { type LookedAt, matchStanding, standingExceptions } from './match-standing.ts'

/**
 * What exceptions make of an asset's findings after any change, under its lock and after they are ranked: those whose conditions came true
 * are open again, and open ones that a standing exception means are covered. Returns how many findings changed their state.
 */
export async function coverFindings(tx: Tx, asset: string, which: LookedAt): Promise<number> {
  const at = new Date()
  let changed = await lapseExceptions(tx, asset, at)
  const standing = await standingExceptions(tx, asset)
  const matched = await matchStanding(tx, asset, standing, { lookedAt: which, initial: false })
  for (const exception of standing) {
    const findings = matched.get(exception.id)
    if (findings) changed += (await cover(tx, exception, { asset, findings, at })).length
  }
  return changed
}
