/** How a scope's paths relate to those of an asset's other scopes: without `strip`, behind `base`, they are the same. */
export interface Roots {
  strip: string
  base: string
}

/** Where a checkout or a container's work folder lies; a repository's own folders are seldom called so. */
const OUTSIDE =
  /^(?:[a-z]:\/|home\/|users\/|root\/|tmp\/|var\/|opt\/|mnt\/|srv\/|builds?\/|workspace\/|github\/workspace\/|__w\/|private\/)/i

/** Names like `index.ts` stand in so many folders that they tell nothing. */
const MOST_NAMESAKES = 40
/** More files than this tell nothing new. */
const MOST_ASKED = 2000

/**
 * Tells by the files that two lists have in common how the paths of `own` relate to those of `known`. Each path votes for the known
 * one that shares most folders from its end. Undefined while nothing tells, or when two answers are about as likely. Pure; linear.
 */
export function alignRoots(own: readonly string[], known: readonly string[]): Roots | undefined {
  const byName = Map.groupBy(known, nameOf)
  const votes = new Map<string, number>()
  let voters = 0
  for (const path of own.slice(0, MOST_ASKED)) {
    const namesakes = byName.get(nameOf(path)) ?? []
    if (namesakes.length === 0 || namesakes.length > MOST_NAMESAKES) continue
    voters++
    const ballots = longest(namesakes.map((other) => partsBefore(path, other)))
    for (const { strip, base } of ballots) {
      const ballot = `${strip}\0${base}`
      votes.set(ballot, (votes.get(ballot) ?? 0) + 1 / ballots.length)
    }
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a)
  if (!first || first[1] < voters / 2 || first[1] < 2 * (second?.[1] ?? 0)) return undefined
  const [strip = '', base = ''] = first[0].split('\0')
  const isTold = strip === '' || base === '' || OUTSIDE.test(strip) || OUTSIDE.test(base)
  return isTold ? { strip, base } : undefined
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What stands before the folders and the name that two paths end in alike. */
function partsBefore(path: string, other: string): Roots & { common: number } {
  const [a, b] = [path.split('/'), other.split('/')]
  let common = 1
  while (common < Math.min(a.length, b.length) && a.at(-1 - common) === b.at(-1 - common)) common++
  return { strip: folder(a.slice(0, -common)), base: folder(b.slice(0, -common)), common }
}

const folder = (parts: string[]): string => parts.map((part) => `${part}/`).join('')

function longest<T extends { common: number }>(ballots: T[]): T[] {
  const most = Math.max(...ballots.map(({ common }) => common))
  return ballots.filter(({ common }) => common === most)
}
