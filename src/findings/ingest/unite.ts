/**
 * Puts what is connected together: for each id named in `links`, the oldest id it is connected with. Ids are UUIDv7, so
 * the smallest is the oldest. Near-linear (union-find with path compression). Pure.
 */
export function oldestOfConnected(links: Iterable<readonly [string, string]>): Map<string, string> {
  const parent = new Map<string, string>()
  const find = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    for (let at = id; at !== root; ) {
      const up = parent.get(at) ?? root
      parent.set(at, root)
      at = up
    }
    return root
  }
  const named = new Set<string>()
  for (const [a, b] of links) {
    named.add(a).add(b)
    const [x, y] = [find(a), find(b)]
    if (x !== y) parent.set(x < y ? y : x, x < y ? x : y)
  }
  return new Map([...named].map((id) => [id, find(id)]))
}

/** A fresh observation with the identities that tools share, and the finding that holds each of them already. */
export interface Sharing {
  id: string
  keys: readonly string[]
  owners: readonly (string | null)[]
}

/**
 * The finding of each fresh observation: the oldest that holds one of its identities, or of an observation it shares one
 * with; else the oldest such observation, which opens the finding. Pure.
 */
export function unite(fresh: readonly Sharing[]): Map<string, string> {
  const firstOf = new Map<string, string>()
  const links: [string, string][] = []
  const held = new Map<string, string>()
  for (const { id, keys, owners } of fresh) {
    keys.forEach((key, i) => {
      const first = firstOf.get(key)
      if (first === undefined) firstOf.set(key, id)
      else links.push([first, id])
      const owner = owners[i]
      if (owner) held.set(id, older(held.get(id), owner))
    })
  }
  const root = oldestOfConnected(links)
  const rootOf = (id: string): string => root.get(id) ?? id
  const ownerOf = new Map<string, string>()
  for (const [id, owner] of held) ownerOf.set(rootOf(id), older(ownerOf.get(rootOf(id)), owner))
  return new Map(fresh.map(({ id }) => [id, ownerOf.get(rootOf(id)) ?? rootOf(id)]))
}

const older = (a: string | undefined, b: string): string => (a === undefined || b < a ? b : a)
