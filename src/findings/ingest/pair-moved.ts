import { likeness } from '../../model/snippet.ts'

/** An observation that found no partner by exact identity: gone from the report, or fresh in it. */
export interface Leftover {
  id: string
  /** Tool and rule: only equals can be the same. */
  rule: string
  path: string
  line: number
  /** What it is wherever it stands; null when only the place tells. */
  snippetKey: string | null
  /** Normalised snippet; empty when the tool shows none. */
  snippet: string
}

export interface Pair {
  gone: string
  fresh: string
  /** `moved`: the same thing in another place; `edited`: its code was changed where it stands. */
  how: 'moved' | 'edited'
}

/** Shorter snippets (`md5(`) stand in many places: alone they prove no move to another file. */
const TELLING = 12
/** Least likeness of an edited snippet to the one that went. */
const ALIKE = 0.4
/** Groups larger than this are paired in order of lines instead of by best likeness, to stay linear. */
const MOST_COMPARED = 200

/**
 * Pairs what went with what came, so that history follows the code (design.md §6): first the same thing in another place,
 * where files that share most such pairs are taken as renamed; then, within a file (or its renamed self), the most
 * similar snippet of the same rule, nearest line first. Pure; each id is in at most one pair.
 */
export function pairMoved(gone: readonly Leftover[], fresh: readonly Leftover[]): Pair[] {
  const open = { gone: new Set(gone), fresh: new Set(fresh) }
  const pairs: Pair[] = []
  const take = (g: Leftover, f: Leftover, how: Pair['how']): void => {
    open.gone.delete(g)
    open.fresh.delete(f)
    pairs.push({ gone: g.id, fresh: f.id, how })
  }
  const renames = voteRenames(gone, fresh)
  pairSameThing(open, renames, take)
  pairEdited(open, renames, take)
  return pairs
}

type Open = { gone: Set<Leftover>; fresh: Set<Leftover> }
type Take = (gone: Leftover, fresh: Leftover, how: Pair['how']) => void

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function groupBy(items: Iterable<Leftover>, key: (item: Leftover) => string | null): Map<string, Leftover[]> {
  const groups = new Map<string, Leftover[]>()
  for (const item of items) {
    const k = key(item)
    if (k === null) continue
    const group = groups.get(k)
    if (group) group.push(item)
    else groups.set(k, [item])
  }
  return groups
}

/** Votes that file `old` is now file `new`: each thing that left the one and came up in the other, unambiguous ones weighing most. */
function voteRenames(
  gone: readonly Leftover[],
  fresh: readonly Leftover[],
): Map<string, Map<string, number>> {
  const votes = new Map<string, Map<string, number>>()
  const freshByKey = groupBy(fresh, (item) => item.snippetKey)
  for (const [key, olds] of groupBy(gone, (item) => item.snippetKey)) {
    const to = new Set(freshByKey.get(key)?.map((item) => item.path))
    const from = new Set(olds.map((item) => item.path))
    if (to.size === 0 || to.size > MOST_COMPARED || from.size > MOST_COMPARED) continue
    const weight = olds.some(isTelling) ? 1 : 0.25
    for (const old of from) {
      const row = votes.get(old) ?? new Map<string, number>()
      votes.set(old, row)
      for (const path of to) {
        const sameName = basename(path) === basename(old) ? 0.5 : 0
        row.set(path, (row.get(path) ?? 0) + weight / to.size + sameName)
      }
    }
  }
  return votes
}

function pairSameThing(open: Open, votes: Map<string, Map<string, number>>, take: Take): void {
  const freshByKey = groupBy(open.fresh, (item) => item.snippetKey)
  for (const [key, olds] of groupBy(open.gone, (item) => item.snippetKey)) {
    const news = freshByKey.get(key)
    if (!news) continue
    const newByPath = groupBy(news, (item) => item.path)
    const oldByPath = groupBy(olds, (item) => item.path)
    const routes = [...oldByPath.keys()].flatMap((from) =>
      [...newByPath.keys()].map((to) => ({
        from,
        to,
        votes: from === to ? Infinity : (votes.get(from)?.get(to) ?? 0),
      })),
    )
    routes.sort((a, b) => b.votes - a.votes)
    for (const { from, to, votes: weight } of routes) {
      const left = byLine(oldByPath.get(from)).filter((item) => open.gone.has(item))
      const right = byLine(newByPath.get(to)).filter((item) => open.fresh.has(item))
      for (let i = 0; i < Math.min(left.length, right.length); i++) {
        const [g, f] = [left[i] as Leftover, right[i] as Leftover]
        if (isTelling(g) || weight >= 2 || basename(from) === basename(to)) take(g, f, 'moved')
      }
    }
  }
}

/** A package, a secret or a resource has no snippet but a key that is telling by itself. */
const isTelling = (item: Leftover): boolean => item.snippet === '' || item.snippet.length >= TELLING

const byLine = (items: readonly Leftover[] = []): Leftover[] => [...items].sort((a, b) => a.line - b.line)

function pairEdited(open: Open, votes: Map<string, Map<string, number>>, take: Take): void {
  const renamed = (path: string): string => {
    const best = [...(votes.get(path) ?? [])].sort((a, b) => b[1] - a[1])[0]
    return best && best[1] >= 1 ? best[0] : path
  }
  const place = (rule: string, path: string): string => `${rule}\u001f${path}`
  const freshByPlace = groupBy(open.fresh, (item) => (item.path ? place(item.rule, item.path) : null))
  const stays = groupBy(open.gone, (item) => (item.path ? place(item.rule, item.path) : null))
  const follows = groupBy(open.gone, (item) => (item.path ? place(item.rule, renamed(item.path)) : null))
  for (const groups of [stays, follows]) {
    for (const [key, olds] of groups) {
      const left = olds.filter((item) => open.gone.has(item))
      const right = (freshByPlace.get(key) ?? []).filter((item) => open.fresh.has(item))
      if (left.length && right.length) pairGroup(left, right, take)
    }
  }
}

function pairGroup(left: Leftover[], right: Leftover[], take: Take): void {
  if (left.length * right.length > MOST_COMPARED ** 2) return
  const options = left.flatMap((g) =>
    right.map((f) => ({ g, f, alike: likenessOf(g, f), apart: Math.abs(g.line - f.line) })),
  )
  options.sort((a, b) => b.alike - a.alike || a.apart - b.apart)
  const taken = new Set<Leftover>()
  for (const { g, f, alike } of options) {
    if (alike < ALIKE) break
    if (taken.has(g) || taken.has(f)) continue
    taken.add(g).add(f)
    take(g, f, 'edited')
  }
}

/** Without snippets on either side nothing tells them apart but the line: taken as alike, nearest first. */
const likenessOf = (a: Leftover, b: Leftover): number =>
  a.snippet === '' && b.snippet === '' ? ALIKE : likeness(a.snippet, b.snippet)
