import type { DependencyGraph } from '../api/types.ts'
import { mean } from '../graph/mean.ts'
import { reach as reachAlong } from '../graph/reach.ts'

/** For each node the nodes that it needs, and those that need it. */
export interface Ways {
  down: number[][]
  up: number[][]
}

export function waysOf({ nodes, edges }: DependencyGraph): Ways {
  const ways: Ways = { down: nodes.map(() => []), up: nodes.map(() => []) }
  for (const [from, to] of edges) {
    ways.down[from]?.push(to)
    ways.up[to]?.push(from)
  }
  return ways
}

/** Everything that can be reached from some nodes along a way, and these themselves. */
export const reach = (from: Iterable<number>, way: number[][]): Set<number> =>
  reachAlong(from, (at) => way[at] ?? [])

/** Nodes that a graph holds on to: the others are only listed by their tools. */
export const connected = ({ down, up }: Ways): number[] =>
  down.flatMap((to, at) => (to.length > 0 || (up[at]?.length ?? 0) > 0 ? at : []))

export interface Placed {
  node: number
  column: number
  row: number
}

/**
 * Places nodes in columns by their shortest way from a root, or from what nothing needs; within a column near to those that need them.
 * Circles that nothing leads to start where their first node stands.
 */
export function placeNodes(graph: DependencyGraph, ways: Ways, shown: ReadonlySet<number>): Placed[] {
  const depth = depths(graph, ways, shown)
  const columns = Map.groupBy(depth.keys(), (node) => depth.get(node) ?? 0)
  const rows = new Map<number, number>()
  const placed: Placed[] = []
  for (const column of [...columns.keys()].sort((a, b) => a - b)) {
    const ordered = (columns.get(column) ?? [])
      .map((node) => ({
        node,
        near: mean((ways.up[node] ?? []).flatMap((above) => rows.get(above) ?? [])) ?? 0,
      }))
      .sort((a, b) => a.near - b.near || a.node - b.node)
    for (const [row, { node }] of ordered.entries()) {
      rows.set(node, row)
      placed.push({ node, column, row })
    }
  }
  return placed
}

function depths(
  { nodes }: DependencyGraph,
  { down, up }: Ways,
  shown: ReadonlySet<number>,
): Map<number, number> {
  const depth = new Map<number, number>()
  const spread = (starts: number[]): void => {
    for (const start of starts) if (!depth.has(start)) depth.set(start, 0)
    const queue = starts
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] as number
      for (const next of down[node] ?? []) {
        if (!shown.has(next) || depth.has(next)) continue
        depth.set(next, (depth.get(node) ?? 0) + 1)
        queue.push(next)
      }
    }
  }
  const all = [...shown].sort((a, b) => a - b)
  spread(all.filter((node) => nodes[node]?.root))
  spread(all.filter((node) => !depth.has(node) && !(up[node] ?? []).some((above) => shown.has(above))))
  for (const node of all) if (!depth.has(node)) spread([node])
  return depth
}
