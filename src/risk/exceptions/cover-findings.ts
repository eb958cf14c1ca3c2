import type { Tx } from '../../platform/database.ts'
import { cover } from './cover.ts'
import type { Exception } from './exception.ts'
import { lapseExceptions } from './lapse.ts'
import { type LookedAt, matchStanding, standingExceptions } from './match-standing.ts'

/**
 * What exceptions make of findings of assets after any change, under their locks and after they are ranked: those whose conditions came true
 * are open again, and open ones that a standing exception means are covered. `facts` = what is other than before: standing exceptions that
 * look at nothing of it are left out. Returns how many findings changed their state.
 */
export async function coverFindings(
  tx: Tx,
  assets: readonly string[],
  which: LookedAt,
  facts?: RegExp,
): Promise<number> {
  const at = new Date()
  let changed = await lapseExceptions(tx, assets, at)
  const byAsset = [...(await standingExceptions(tx, assets))]
  // The same ones hold for most assets: all of these are matched at once.
  for (const alike of Map.groupBy(byAsset, ([, all]) => all.map(({ id }) => id).join()).values()) {
    const all = alike[0]?.[1] ?? []
    const standing = facts ? await lookingAt(all, facts) : all
    const matched = await matchStanding(
      tx,
      alike.map(([asset]) => asset),
      standing,
      { lookedAt: which, initial: false },
    )
    for (const [asset, own] of Map.groupBy(matched, (one) => one.asset))
      for (const exception of standing) {
        const findings = own.flatMap((one) => (one.exception === exception.id ? [one.finding] : []))
        changed += (await cover(tx, exception, { asset, findings, at })).length
      }
  }
  return changed
}

/** Of exceptions those that may mean other findings, or hold for them again, where some facts are other ones. */
async function lookingAt(all: readonly Exception[], facts: RegExp): Promise<Exception[]> {
  const { parseCondition } = await import('../policies/condition.ts')
  return all.filter(({ target, lapse }) => {
    if (lapse.score !== null && facts.test('finding.score')) return true
    if (lapse.exposure && facts.test('asset.exposure')) return true
    return target.type === 'rule' && [...parseCondition(target.when).uses].some((fact) => facts.test(fact))
  })
}
