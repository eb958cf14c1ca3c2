import { type LicensePolicy, readLicensePolicy } from '../../inventory/licenses/license-policy.ts'
import type { Tx } from '../../platform/database.ts'
import { contentId } from '../../platform/ids.ts'
import type { UsedPackage } from './asset-packages.ts'
import { type Ended, endOfLife } from './end-of-life.ts'
import { type Signals, signalsOf } from './known-advisories.ts'
import { type Matched, matchUsed } from './match-used.ts'
import { canonicalOf } from './observations-of.ts'
import { type Unsuitable, unsuitableLicenses } from './unsuitable-licenses.ts'

/** What is known against package versions, whoever uses them and for whatever. */
export interface Judged extends Matched {
  /** Of the vulnerabilities that they match, by canonical id. */
  signals: ReadonlyMap<string, Signals>
  ended: Ended[]
  unsuitable: Unsuitable[]
  policy: LicensePolicy
}

/** Package versions that are judged together, of which everything that is known of their packages is in memory meanwhile. */
export const JUDGED_TOGETHER = 5_000

/** Holds package versions against advisories, ends of life and the licence policy. `today`: `2026-03-02`. */
export async function judgePackages(tx: Tx, used: readonly UsedPackage[], today: string): Promise<Judged> {
  const matched = await matchUsed(tx, used)
  const policy = await readLicensePolicy(tx)
  return {
    ...matched,
    signals: await signalsOf(tx, canonicalOf(matched.matches)),
    ended: await endOfLife(tx, used, today),
    unsuitable: unsuitableLicenses(used, policy),
    policy,
  }
}

/** What is told of a package version, as a digest; see {@link toldOf}. */
export interface Told {
  component: string
  /** Its telling qualifiers or, where only a CPE names it, that: what sets it apart from others of the same component. */
  mark: string
  told: string
}

/** Of each package version against which something is known: changes with anything of it, but EPSS and KEV, which belong to findings. */
export function toldOf({ matches, signals, ended, unsuitable, policy }: Judged): Told[] {
  const words = new Map<UsedPackage, string[]>()
  const say = (used: UsedPackage, ...said: string[]): void => {
    words.set(used, [...(words.get(used) ?? []), ...said])
  }
  for (const { used, record } of matches) {
    say(used, record.feed, record.id, String(record.modified.getTime()))
    for (const id of record.canonical) say(used, id, ratingsOf(signals.get(id)))
  }
  for (const { used, cycle, supported } of ended) say(used, 'ended', JSON.stringify([cycle, supported]))
  for (const { used, verdict, license } of unsuitable)
    say(used, 'license', verdict, license, String(policy.development))
  return [...words].map(([{ component, qualifiers, cpe }, said]) => ({
    component,
    mark: cpe ?? qualifiers ?? '',
    told: contentId(...said),
  }))
}

const ratingsOf = (signals: Signals | undefined): string =>
  signals && signals.cvss.length + signals.cwes.length > 0 ? JSON.stringify([signals.cvss, signals.cwes]) : ''
