import type { LockedPackage, LockFact } from './contract.ts'

/** Most packages of one lockfile: the largest monorepos have a tenth of it. */
const MOST_PACKAGES = 100_000
/** Longest name and version that an ecosystem has, by far. */
const MOST_CHARS = 500

type Given = Partial<Omit<LockFact, 'fact' | 'packages'>>

/** The fact of one lockfile, in bounds: what is over them, or no package, is counted in `flaws`. */
export function lock(packages: readonly LockedPackage[], more: Given = {}): LockFact {
  const fit = packages.filter(
    ({ name, version = '' }) => name !== '' && name.length <= MOST_CHARS && version.length <= MOST_CHARS,
  )
  const kept = fit.slice(0, MOST_PACKAGES)
  const lost = packages.length - kept.length
  return {
    fact: 'lock',
    roots: [],
    ...more,
    packages: kept,
    flaws: [
      ...(more.flaws ?? []),
      ...(lost > 0 ? [`${lost} packages are over the bounds of a lockfile and left out.`] : []),
    ],
  }
}
