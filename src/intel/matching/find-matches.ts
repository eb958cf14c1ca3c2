import { readLicensePolicy } from '../../inventory/licenses/license-policy.ts'
import type { VersionRange } from '../../model/advisory.ts'
import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { abandonedObservation } from './abandoned-packages.ts'
import { alteredObservation, alteredPackages } from './altered-packages.ts'
import { assetPackages, type UsedPackage } from './asset-packages.ts'
import { cpePackages } from './cpe-packages.ts'
import { cpeUses } from './cpe-uses.ts'
import { endedObservation, endOfLife } from './end-of-life.ts'
import { judgeRecord, speaksOf } from './judge-record.ts'
import { type PackageAdvisory, packageAdvisories } from './known-advisories.ts'
import { type NamedPackage, namedPackages, packageKey } from './packages-of.ts'
import { unsuitableLicenses } from './unsuitable-licenses.ts'

/** A package version that a record says is affected, and by what. */
export interface Match {
  used: UsedPackage
  /** Under which name the record speaks of it. */
  as: NamedPackage
  record: PackageAdvisory
  reason: string
  range?: VersionRange | undefined
  /** Versions from which on it no longer is, the least first. */
  fixed: string[]
}

export interface Matches {
  components: number
  matches: Match[]
  /** What is past its end of life, abandoned, under a licence that does not suit, or altered. */
  further: Observation[]
  /** Packages of which copies differ between assets; see `alteredPackages`. */
  contested: string[]
  /** Versions that the ecosystem's rules cannot read. */
  unreadable: { package: string; version: string; reason: string }[]
  /** Ranges of commits, which versions cannot be held against. */
  gitRanges: number
}

/**
 * Holds what an asset uses on a branch against everything that is known of those packages. `cpe`: also what the NVD says of products that
 * are named by nothing better.
 */
export async function findMatches(
  tx: Tx,
  where: { asset: string; branch: string },
  { today, cpe }: { today: string; cpe: boolean },
): Promise<Matches> {
  const used = await assetPackages(tx, where)
  const byCpe = cpe ? await cpeUses(tx, where) : []
  const { altered, contested } = await alteredPackages(tx, where, used)
  return {
    components: used.length + byCpe.length,
    ...(await matchUsed(tx, [...used, ...byCpe])),
    further: [
      ...(await endOfLife(tx, used, today)).map(endedObservation),
      ...used.flatMap(abandonedObservation),
      ...unsuitableLicenses(used, await readLicensePolicy(tx)),
      ...altered.map(alteredObservation),
    ],
    contested,
  }
}

const namesOf = (one: UsedPackage): readonly NamedPackage[] =>
  one.cpe ? cpePackages(one.cpe, one.version) : namedPackages(one)

/** Holds package versions against everything that is known of their packages. */
export async function matchUsed<Used extends UsedPackage>(
  tx: Tx,
  used: readonly Used[],
): Promise<Pick<Matches, 'unreadable' | 'gitRanges'> & { matches: (Match & { used: Used })[] }> {
  const named = used.flatMap((one) => namesOf(one).map((as) => ({ used: one, as })))
  const wanted = new Map(named.map(({ as }) => [packageKey(as), as]))
  const known = Map.groupBy(await packageAdvisories(tx, [...wanted.values()]), packageKey)
  const found = {
    matches: [] as (Match & { used: Used })[],
    unreadable: [] as Matches['unreadable'],
    gitRanges: 0,
  }
  const judge = judgeRecord()
  for (const { used: one, as } of named)
    for (const record of known.get(packageKey(as)) ?? []) {
      if (!speaksOf(record, as)) continue
      const { verdict, reason, range, fixed, gitRangesSkipped } = judge(record, as.version)
      found.gitRanges += gitRangesSkipped
      if (verdict === 'affected') found.matches.push({ used: one, as, record, reason, range, fixed })
      if (verdict === 'unknown')
        found.unreadable.push({ package: `${as.ecosystem} ${as.name}`, version: as.version, reason })
    }
  return found
}
