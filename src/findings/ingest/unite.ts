/** A fresh observation with the identities that tools share, and the findings that already hold one of them. */
export interface Sharing {
  id: string
  keys: readonly string[]
}

export interface United {
  /** Observation id → finding id; an observation that opens its own finding maps to itself. */
  finding: Map<string, string>
  /** Findings that turned out to be one: loser → winner (the older). */
  joined: Map<string, string>
}

/**
 * Puts observations that share an identity into one finding: one that exists for any of their keys, else the first of
 * them. When a late alias connects two findings, the older one wins. `owner` maps known keys to their finding.
 * Ids are UUIDv7, so the smaller is the older. Pure, near-linear (union by path halving).
 */
export function unite(fresh: readonly Sharing[], owner: ReadonlyMap<string, string>): United {
  const parent = new Map<string, string>()
  const find = (x: string): string => {
    let root = x
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    for (let at = x; at !== root; ) {
      const up = parent.get(at) ?? root
      parent.set(at, root)
      at = up
    }
    return root
  }
  const known = new Set(owner.values())
  const older = (a: string, b: string): boolean => (known.has(a) !== known.has(b) ? known.has(a) : a < b)
  const union = (a: string, b: string): void => {
    const [x, y] = [find(a), find(b)]
    if (x === y) return
    if (older(x, y)) parent.set(y, x)
    else parent.set(x, y)
  }
  const firstOf = new Map<string, string>()
  for (const { id, keys } of fresh) {
    for (const key of keys) {
      const holder = owner.get(key) ?? firstOf.get(key)
      if (holder === undefined) firstOf.set(key, id)
      else union(holder, id)
    }
  }
  const finding = new Map(fresh.map(({ id }) => [id, find(id)]))
  const joined = new Map([...known].map((id) => [id, find(id)] as const).filter(([id, root]) => id !== root))
  return { finding, joined }
}
