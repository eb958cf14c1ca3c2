import type { Edge, Item, Items } from './map-items.ts'

/** The graph as a list in lists, for where a picture has no room. */
export interface Branch {
  item: Item
  /** It stands elsewhere with what it leads to. */
  again: boolean
  children: Branch[]
}

/**
 * Begins with the outside, then with what nothing leads to. A thing is told in full below what reaches it in the fewest steps, and only
 * named below everything else that leads to it.
 */
export function treeOf({ items, edges }: Items): Branch[] {
  const next = Map.groupBy(edges, ({ from }) => from)
  const ledTo = new Set(edges.map(({ to }) => to))
  const parent = new Map<string, string | null>()
  const spread = (starts: string[], along: (edge: Edge) => boolean) => {
    for (const at of starts)
      for (const edge of next.get(at) ?? []) {
        if (!along(edge) || parent.has(edge.to)) continue
        parent.set(edge.to, at)
        starts.push(edge.to)
      }
  }
  const roots = items.filter(({ id }) => !ledTo.has(id)).toSorted(byLayer)
  for (const { id } of roots) parent.set(id, null)
  spread([...parent.keys()], ({ carries }) => carries)
  spread([...parent.keys()], () => true)
  // Circles that nothing leads to.
  for (const item of items)
    if (!parent.has(item.id)) {
      roots.push(item)
      parent.set(item.id, null)
      spread([item.id], () => true)
    }
  const byId = new Map(items.map((item) => [item.id, item]))
  const branch = (item: Item): Branch => {
    const after = (next.get(item.id) ?? []).flatMap(({ to }) => byId.get(to) ?? []).toSorted(byLayer)
    const isOwn = ({ id }: Item) => parent.get(id) === item.id
    const others = after.filter((one) => !isOwn(one))
    return {
      item,
      again: false,
      children: [
        ...after.filter(isOwn).map(branch),
        ...others.map((one) => ({ item: one, again: true, children: [] })),
      ],
    }
  }
  return roots.map(branch)
}

const rank = ({ layer: { build, column } }: Item): number => (build ? 100 : 0) + column
const byLayer = (a: Item, b: Item): number => rank(a) - rank(b)

/** Only branches in which something is found. */
export const foundIn = (branches: readonly Branch[], found: ReadonlySet<string> | undefined): Branch[] =>
  found === undefined
    ? [...branches]
    : branches.flatMap((one) => {
        const children = foundIn(one.children, found)
        const own = one.item.nodes.some(({ id }) => found.has(id))
        return own || children.length > 0 ? { ...one, children } : []
      })
