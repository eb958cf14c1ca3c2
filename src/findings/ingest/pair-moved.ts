import { likeness } from '../../model/snippet.ts'
import { align, NEAR_LINES } from './align.ts'
import { codeOf, groupBy, isTelling, type Leftover } from './leftover.ts'
import { type Renames, voteRenames } from './renames.ts'

export interface Pair {
  gone: string
  fresh: string
  /** `moved`: the same thing in another place; `edited`: its code was changed where it stands. */
  how: 'moved' | 'edited'
}

/** Least likeness of an edited snippet to the one that went. */
const ALIKE = 0.4
/** Groups larger than this (product of both sides) are not compared one by one, to stay linear. */
const MOST_COMPARED = 40_000

/** What has no partner yet, and those that found one. */
interface Search {
  gone: Set<Leftover>
  fresh: Set<Leftover>
  pairs: [Leftover, Leftover][]
  take(gone: Leftover, fresh: Leftover, how: Pair['how']): void
}

/**
 * Pairs what went with what came, so that history follows the code (design.md §6): where another tool's word shows it; the
 * same thing in another place, where files that share most such pairs are taken as renamed; then, within a file (or its
 * renamed self), the most similar snippet of the same rule, nearest line first. `staying` are paths that also hold
 * something which did not move. Pure; each id is in at most one pair.
 */
export function pairMoved(
  gone: readonly Leftover[],
  fresh: readonly Leftover[],
  staying: ReadonlySet<string> = new Set(),
): Pair[] {
  const result: Pair[] = []
  const search: Search = {
    gone: new Set(gone),
    fresh: new Set(fresh),
    pairs: [],
    take(g, f, how) {
      search.gone.delete(g)
      search.fresh.delete(f)
      search.pairs.push([g, f])
      result.push({ gone: g.id, fresh: f.id, how })
    },
  }
  followOthers(search)
  const renames = voteRenames(gone, fresh, staying, search.pairs)
  for (const label of [(item: Leftover) => item.snippetKey, codeOf]) pairSameThing(search, renames, label)
  pairEdited(search, renames)
  return result
}

/** Another tool sees the finding elsewhere by now: the one of this rule that stands there is it. */
function followOthers({ gone, fresh, take }: Search): void {
  const candidates = groupBy(fresh, ({ rule, path }) => placeOf(rule, path))
  for (const old of [...gone].filter((item) => item.seenAt?.length)) {
    const near = (old.seenAt ?? []).flatMap(({ path, line }) =>
      (candidates.get(placeOf(old.rule, path)) ?? []).flatMap((now) => {
        const [apart, alike] = [Math.max(now.line - line, line - now.end, 0), likenessOf(old, now)]
        if (!fresh.has(now) || apart > NEAR_LINES || alike < ALIKE) return []
        return [{ now, apart, alike, moved: Math.abs(now.line - old.line) }]
      }),
    )
    near.sort((a, b) => b.alike - a.alike || a.apart - b.apart || a.moved - b.moved)
    if (near[0]) take(old, near[0].now, old.snippetKey === near[0].now.snippetKey ? 'moved' : 'edited')
  }
}

const placeOf = (rule: string, path: string): string => `${rule}\u001f${path}`

function pairSameThing(search: Search, renames: Renames, label: (item: Leftover) => string | null): void {
  const [olds, news] = [groupBy(search.gone, label), groupBy(search.fresh, label)]
  const routes = new Map<string, { from: string; to: string; weight: number; keys: string[] }>()
  for (const [key, left] of olds) {
    const right = news.get(key)
    if (!right) continue
    const to = new Set(right.map((item) => item.path))
    for (const from of new Set(left.map((item) => item.path))) {
      for (const path of [from, ...renames.targets(from)]) {
        if (!to.has(path)) continue
        const weight = path === from ? Number.MAX_VALUE : renames.weight(from, path)
        const route = routes.get(`${from}\u001f${path}`) ?? { from, to: path, weight, keys: [] }
        route.keys.push(key)
        routes.set(`${from}\u001f${path}`, route)
      }
    }
  }
  for (const { from, to, keys } of [...routes.values()].sort((a, b) => b.weight - a.weight)) {
    const renamed = from === to || renames.isRenamed(from, to)
    const sorts = keys.map((key) => ({
      old: (olds.get(key) ?? []).filter(
        (g) => g.path === from && search.gone.has(g) && (renamed || isTelling(g)),
      ),
      now: (news.get(key) ?? []).filter((f) => f.path === to && search.fresh.has(f)),
    }))
    for (const [g, f] of align(sorts)) search.take(g, f, 'moved')
  }
}

function pairEdited(search: Search, renames: Renames): void {
  const freshByPlace = groupBy(search.fresh, ({ rule, path }) => (path ? placeOf(rule, path) : null))
  const renamed = (path: string): string =>
    renames.targets(path).find((to) => renames.isRenamed(path, to)) ?? path
  for (const pathNow of [(path: string) => path, renamed]) {
    for (const [key, olds] of groupBy(search.gone, ({ rule, path }) =>
      path ? placeOf(rule, pathNow(path)) : null,
    )) {
      const right = (freshByPlace.get(key) ?? []).filter((item) => search.fresh.has(item))
      if (right.length) pairGroup(olds, right, search)
    }
  }
}

function pairGroup(left: readonly Leftover[], right: readonly Leftover[], { take }: Search): void {
  if (left.length * right.length > MOST_COMPARED) return
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
  a.snippet === '' && b.snippet === ''
    ? a.shape !== '' && a.shape === b.shape
      ? 1
      : ALIKE
    : likeness(a.snippet, b.snippet)
