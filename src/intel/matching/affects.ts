import type { AffectedPackage, VersionRange } from '../../model/advisory.ts'
import type { VersionScheme } from '../versions/scheme.ts'
import { semver } from '../versions/semver.ts'
import { PreparedList } from './prepared-list.ts'
import { fixesAbove, holds, type PreparedRange, prepareRange, spanOf } from './prepared-range.ts'

export interface Judgement {
  /** `unknown` where the record or the version cannot be read: nobody guesses. */
  verdict: 'affected' | 'unaffected' | 'unknown'
  /** One sentence for people: what decided it. */
  reason: string
  /** Fixed versions above it, of the ranges that hold it, that the record does not call affected: the nearest first. */
  fixed: string[]
  /** The range that holds it. */
  range?: VersionRange
  /** Ranges of commits, which say nothing of a package's version. */
  gitRangesSkipped: number
}

/** An affected package made ready to be asked about many versions. */
export interface PreparedPackage {
  /** `version` as the ecosystem writes it. */
  judge(version: string): Judgement
}

/** Schemes whose order is that of Semantic Versioning, each reading what its own ecosystem writes: `go1.21rc2`. */
const SEMANTIC = new Set(['semver', 'semver-with-build', 'go'])

/**
 * Reads an affected package's versions once. `scheme` is that of its ecosystem; without one, ranges of type ECOSYSTEM stay unknown.
 * Ranges of type SEMVER are compared as semantic versions whatever the ecosystem.
 */
export function prepare(affected: AffectedPackage, scheme: VersionScheme | undefined): PreparedPackage {
  const semantic = scheme && SEMANTIC.has(scheme.id) ? scheme : (semver as VersionScheme)
  const list = new PreparedList(affected.versions, scheme)
  const ranges: PreparedRange[] = []
  let [git, unordered] = [0, 0]
  for (const range of affected.ranges) {
    const own = range.type === 'SEMVER' ? semantic : scheme
    if (range.type === 'GIT') git++
    else if (own) ranges.push(prepareRange(range, own))
    else unordered++
  }
  const doubts: string[] = []
  if (unordered > 0) doubts.push(`the order of ${affected.ecosystem}'s versions is not known`)
  for (const { unreadable } of ranges)
    if (unreadable !== undefined)
      doubts.push(`the record's "${unreadable}" is no version of ${affected.ecosystem}`)
  if (ranges.length + unordered + list.size === 0) doubts.push(emptyOf(git))
  const readable = ranges.filter(({ unreadable }) => unreadable === undefined)
  return {
    judge: (version) => ({ ...judged(version, readable, list, doubts, scheme), gitRangesSkipped: git }),
  }
}

/** Whether an affected package is affected in one version, by https://ossf.github.io/osv-schema/#evaluation. For many versions: `prepare`. */
export const judge = (
  affected: AffectedPackage,
  version: string,
  scheme: VersionScheme | undefined,
): Judgement => prepare(affected, scheme).judge(version)

const LAST = new WeakMap<VersionScheme, { text: string; version: unknown }>()

/** One installed version is held against all advisories of its package before the next one is. */
function readLast(scheme: VersionScheme, text: string): unknown {
  const last = LAST.get(scheme)
  if (last?.text === text) return last.version
  const version = scheme.parse(text)
  LAST.set(scheme, { text, version })
  return version
}

const emptyOf = (git: number): string =>
  git > 0 ? 'the record speaks of commits only' : 'the record does not say which versions are affected'

function judged(
  text: string,
  ranges: PreparedRange[],
  list: PreparedList,
  doubts: string[],
  scheme: VersionScheme | undefined,
): Omit<Judgement, 'gitRangesSkipped'> {
  const reading = (own: VersionScheme): unknown => readLast(own, text)
  const own = scheme && reading(scheme)
  const holding = ranges.filter((range) => {
    const version = reading(range.scheme)
    return version !== undefined && holds(range, version)
  })
  const listed = list.hasText(text) || (own !== undefined && list.hasEqual(own))
  const [range] = holding
  if (range || listed)
    return {
      verdict: 'affected',
      reason: listed || !range ? 'the record lists this version' : spanOf(range, reading(range.scheme)),
      fixed: fixesFor(holding, reading, ranges, list),
      ...(range && { range: range.range }),
    }
  // Only who reads the version can tell that no text of a list means the same.
  const unread = list.size > 0 && scheme && own === undefined
  if (unread || ranges.some((one) => reading(one.scheme) === undefined))
    return { verdict: 'unknown', reason: 'this is no version that the ecosystem knows', fixed: [] }
  const [doubt] = doubts
  if (doubt !== undefined) return { verdict: 'unknown', reason: doubt, fixed: [] }
  return {
    verdict: 'unaffected',
    reason:
      ranges.length === 0 ? 'the record does not list this version' : 'it is outside of all affected ranges',
    fixed: [],
  }
}

/** A version that ends one range may lie in another, or be listed: then it fixes nothing. */
function fixesFor(
  holding: PreparedRange[],
  reading: (scheme: VersionScheme) => unknown,
  ranges: PreparedRange[],
  list: PreparedList,
): string[] {
  const fixes = new Set<string>()
  for (const range of holding)
    for (const { text, at } of fixesAbove(range, reading(range.scheme))) {
      const stillHeld = ranges.some((other) => {
        const version = other.scheme === range.scheme ? at : other.scheme.parse(text)
        return version !== undefined && holds(other, version)
      })
      if (!stillHeld && !list.hasText(text)) fixes.add(text)
    }
  const [first] = holding
  if (!first || holding.length === 1) return [...fixes]
  return [...fixes].sort((a, b) => {
    const [one, other] = [first.scheme.parse(a), first.scheme.parse(b)]
    return one === undefined || other === undefined ? 0 : first.scheme.compare(one, other)
  })
}
