import { matchUsed } from '../intel/matching/match-used.ts'
import { knownOf, observationsOf } from '../intel/matching/observations-of.ts'
import { type PackageUse, packageUses } from '../intel/matching/package-uses.ts'
import type { ChangedPackage } from '../intel/store/take-in.ts'
import type { Observation } from '../model/observation.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { type Closing, openInMany } from './open-in-many.ts'

// Of the transaction that opens their findings: large enough that its statements cost little per asset, small enough to hold few locks.
const BATCH = 500

/**
 * Brings the findings about some packages up to what is known now, in every asset that uses them, without looking at anything else that
 * these use: all uses in one statement, each package version judged once, findings opened and brought up to date batch by batch. Returns
 * the assets in which more is to be done (something goes or comes back, or a scanner says it too): these are to be matched one by one.
 */
export async function openArrivals(pool: Pool, packages: readonly ChangedPackage[]): Promise<string[]> {
  const arrivals = await transaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const uses = await packageUses(tx, packages)
    const forms = [...Map.groupBy(uses, formOf).values()].flatMap(([first]) => first ?? [])
    const { matches } = await matchUsed(tx, forms)
    return { uses, matches, known: await knownOf(tx, matches) }
  })
  const byForm = Map.groupBy(arrivals.matches, ({ used }) => formOf(used))
  const closing = closingOf(packages, arrivals.uses)
  const wanted: [string, Observation[]][] = []
  for (const [asset, uses] of Map.groupBy(arrivals.uses, (use) => use.asset)) {
    const matches = uses.flatMap((used) =>
      (byForm.get(formOf(used)) ?? []).map((match) => ({ ...match, used })),
    )
    if (matches.length > 0 || closing.packages.length > 0)
      wanted.push([asset, observationsOf(matches, arrivals.known)])
  }
  const left: string[] = []
  for (let start = 0; start < wanted.length; start += BATCH)
    left.push(...(await openInMany(pool, new Map(wanted.slice(start, start + BATCH)), closing)))
  return left
}

/** Where nothing but new records came, nothing closes. */
function closingOf(packages: readonly ChangedPackage[], uses: readonly PackageUse[]): Closing {
  const revised = packages.filter((one) => one.revised)
  return { packages: revised, names: revised.length > 0 ? [...new Set(uses.map(({ name }) => name))] : [] }
}

const formOf = ({ component, qualifiers }: PackageUse): string => `${component} ${qualifiers ?? ''}`
