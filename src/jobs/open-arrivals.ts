import { matchUsed } from '../intel/matching/find-matches.ts'
import { knownOf, observationsOf } from '../intel/matching/observations-of.ts'
import { type PackageUse, packageUses } from '../intel/matching/package-uses.ts'
import type { Observation } from '../model/observation.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { openInMany } from './open-in-many.ts'

// Of the transaction that opens their findings: large enough that its statements cost little per asset, small enough to hold few locks.
const BATCH = 500

/**
 * Opens what is newly known of some packages in every asset that uses them, without looking at anything else that these use: all uses in
 * one statement, each package version judged once, findings opened batch by batch. Returns the assets in which more than opening is to be
 * done (something was known before, or a scanner says it too): these are to be matched one by one.
 */
export async function openArrivals(
  pool: Pool,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<string[]> {
  const arrivals = await transaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const uses = await packageUses(tx, packages)
    const forms = [...Map.groupBy(uses, formOf).values()].flatMap(([first]) => first ?? [])
    const { matches } = await matchUsed(tx, forms)
    return { uses, matches, known: await knownOf(tx, matches) }
  })
  const byForm = Map.groupBy(arrivals.matches, ({ used }) => formOf(used))
  const wanted: [string, Observation[]][] = []
  for (const [asset, uses] of Map.groupBy(arrivals.uses, (use) => use.asset)) {
    const matches = uses.flatMap((used) =>
      (byForm.get(formOf(used)) ?? []).map((match) => ({ ...match, used })),
    )
    if (matches.length > 0) wanted.push([asset, observationsOf(matches, arrivals.known)])
  }
  const left: string[] = []
  for (let start = 0; start < wanted.length; start += BATCH)
    left.push(...(await openInMany(pool, new Map(wanted.slice(start, start + BATCH)))))
  return left
}

const formOf = ({ component, qualifiers }: PackageUse): string => `${component} ${qualifiers ?? ''}`
