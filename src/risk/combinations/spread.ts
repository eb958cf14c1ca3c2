import type { LinkKind } from '../../model/estate.ts'
import type { GraphNode, Hop } from './estate-graph.ts'

/** How a node was reached: over which link, from where. */
export interface Came {
  from: GraphNode
  kind: LinkKind
  against: boolean
}

/** Breadth first from all starts at once, over at most `far` links: a shortest way to each. Starts themselves are not reached. */
export function spread(
  starts: ReadonlySet<GraphNode>,
  hops: (node: GraphNode) => readonly Hop[],
  far: number,
): Map<GraphNode, Came> {
  const reached = new Map<GraphNode, Came>()
  let edge = [...starts]
  for (let at = 0; at < far && edge.length > 0; at++) {
    const next: GraphNode[] = []
    for (const node of edge)
      for (const { to, kind, against } of hops(node)) {
        if (starts.has(to) || reached.has(to)) continue
        reached.set(to, { from: node, kind, against })
        next.push(to)
      }
    edge = next
  }
  return reached
}
