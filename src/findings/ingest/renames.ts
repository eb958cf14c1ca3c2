import { basename, codeOf, groupBy, hasTellingShape, isTelling, type Leftover } from './leftover.ts'

/** Which files became which, by what left the ones and came up in the others. */
export interface Renames {
  /** Files that things of `from` came up in, most likely first. */
  targets(from: string): readonly string[]
  /** How much says that `from` is now `to`. */
  weight(from: string, to: string): number
  /** `from` as a whole is most likely (in) `to` now, so that also what proves nothing alone went along. */
  isRenamed(from: string, to: string): boolean
}

/** Things that stand in more files than this say nothing about where one of them went. */
const MOST_FILES = 200
/** Most files that a file's things are looked for in. */
const MOST_TARGETS = 20
/** Evidence from which on a file counts as renamed: one telling thing, or several small ones in agreement. */
const ENOUGH = 1
/** The same where the one file lost all and the other one is new. */
const ENOUGH_ALONE = 0.7

type Votes = Map<string, Map<string, number>>

/** Pure. `staying`: paths that hold something before and after; `proven`: pairs that are known to be one. */
export function voteRenames(
  gone: readonly Leftover[],
  fresh: readonly Leftover[],
  staying: ReadonlySet<string>,
  proven: readonly (readonly [Leftover, Leftover])[],
): Renames {
  const votes: Votes = new Map()
  const vote = (from: string, to: string, weight: number): void => {
    if (from === to || weight === 0) return
    const row = votes.get(from) ?? new Map<string, number>()
    votes.set(from, row)
    row.set(to, (row.get(to) ?? (basename(from) === basename(to) ? 0.5 : 0)) + weight)
  }
  for (const [old, now] of proven) vote(old.path, now.path, ENOUGH)
  for (const { label, weight } of EVIDENCE) {
    const counts = (item: Leftover): string | null =>
      isTelling(item) || !staying.has(item.path) ? label(item) : null
    const freshOnes = groupBy(fresh, counts)
    for (const [key, olds] of groupBy(gone, counts)) {
      const [from, to] = [pathsOf(olds), pathsOf(freshOnes.get(key) ?? [])]
      if (from.size > MOST_FILES || to.size > MOST_FILES) continue
      for (const old of from) for (const now of to) vote(old, now, weight / Math.max(from.size, to.size))
    }
  }
  return renamesOf(votes, staying)
}

const pathsOf = (items: readonly Leftover[]): Set<string> => new Set(items.map((item) => item.path))

const ending = (path: string): string => /\.[^./]+$/.exec(path)?.[0] ?? ''

/** What is the same in both files, and how much it says that the one became the other. */
const EVIDENCE: { label: (item: Leftover) => string | null; weight: number }[] = [
  { label: (item) => (isTelling(item) ? item.snippetKey : null), weight: 1 },
  { label: codeOf, weight: 1 },
  // What proves nothing alone counts only in files that lost all or are new, and the more the more alike it is.
  { label: (item) => weak(item, ''), weight: 0.2 },
  { label: (item) => (item.snippet ? weak(item, 'code') : null), weight: 0.1 },
  { label: (item) => weak(item, `line ${item.line}`), weight: 0.3 },
  { label: (item) => (hasTellingShape(item) ? weak(item, `shape ${item.shape}`) : null), weight: 0.6 },
]

const weak = (item: Leftover, what: string): string | null =>
  isTelling(item) || item.snippetKey === null
    ? null
    : `${item.snippetKey}\u001f${ending(item.path)}\u001f${what}`

function renamesOf(votes: Votes, staying: ReadonlySet<string>): Renames {
  const targets = new Map<string, string[]>()
  for (const [from, row] of votes) {
    const ranked = [...row].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    targets.set(
      from,
      ranked.slice(0, MOST_TARGETS).map(([to]) => to),
    )
  }
  const weight = (from: string, to: string): number => votes.get(from)?.get(to) ?? 0
  return {
    weight,
    targets: (from) => targets.get(from) ?? [],
    isRenamed: (from, to) =>
      targets.get(from)?.[0] === to &&
      weight(from, to) >= (staying.has(from) || staying.has(to) ? ENOUGH : ENOUGH_ALONE),
  }
}
