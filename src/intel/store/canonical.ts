/** A record's ids: its own and those that its source calls the same. */
export interface Named {
  id: string
  aliases: readonly string[]
}

/**
 * The id that stands for each vulnerability: records that name each other, directly or through a third, are one, and go by their CVE id;
 * without one by GHSA id; else by what sorts first. Of several CVE ids in one group the oldest stands for all. Ids in no group of two are
 * left out: they stand for themselves.
 */
export function canonicalIds(records: Iterable<Named>): Map<string, string> {
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up
    // The way is made short for who comes next.
    for (let at = id; at !== root; ) {
      const next = parents.get(at) ?? root
      parents.set(at, root)
      at = next
    }
    return root
  }
  for (const { id, aliases } of records)
    for (const alias of aliases) {
      const [a, b] = [rootOf(id), rootOf(alias)]
      if (a === b) continue
      const [first, second] = isBefore(a, b) ? [a, b] : [b, a]
      parents.set(second, first)
      parents.set(first, first)
    }
  return new Map([...parents.keys()].map((id) => [id, rootOf(id)]))
}

const RANKS = [/^CVE-/, /^GHSA-/, /^(PYSEC|RUSTSEC|GO|RSEC|OSV|MAL)-/]
const rank = (id: string): number => {
  const at = RANKS.findIndex((pattern) => pattern.test(id))
  return at < 0 ? RANKS.length : at
}

function isBefore(a: string, b: string): boolean {
  const [first, second] = [rank(a), rank(b)]
  if (first !== second) return first < second
  return a.localeCompare(b, 'en', { numeric: true }) < 0
}
