import type { VersionRange } from '../../model/advisory.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import { cpePackages } from './cpe-packages.ts'
import { judgeRecord, speaksOf } from './judge-record.ts'
import { type PackageAdvisory, packageAdvisories } from './known-advisories.ts'
import { type NamedPackage, namedPackages, packageKey } from './packages-of.ts'

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

export interface Matched<Used extends UsedPackage = UsedPackage> {
  matches: (Match & { used: Used })[]
  /** Versions that the ecosystem's rules cannot read. */
  unreadable: { package: string; version: string; reason: string }[]
  /** Ranges of commits, which versions cannot be held against. */
  gitRanges: number
}

const namesOf = (one: UsedPackage): readonly NamedPackage[] =>
  one.cpe ? cpePackages(one.cpe, one.version) : namedPackages(one)

/** Holds package versions against everything that is known of their packages. */
export async function matchUsed<Used extends UsedPackage>(
  tx: Tx,
  used: readonly Used[],
): Promise<Matched<Used>> {
  const named = used.flatMap((one) => namesOf(one).map((as) => ({ used: one, as })))
  const wanted = new Map(named.map(({ as }) => [packageKey(as), as]))
  const known = Map.groupBy(await packageAdvisories(tx, [...wanted.values()]), packageKey)
  const found: Matched<Used> = { matches: [], unreadable: [], gitRanges: 0 }
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
