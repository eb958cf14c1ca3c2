import type { Subject } from '../../inventory/estate/ask/condition.ts'
import { kindsOf } from '../../inventory/estate/ask/kinds-of.ts'
import type { Arrow } from '../../inventory/estate/ask/parse-question.ts'
import type { LinkKind, NodeKind } from '../../model/estate.ts'

export interface GraphAsset {
  id: string
  name: string
  kind: string
  application: string | null
}

export interface GraphNode {
  id: string
  kind: NodeKind
  name: string
  place: string | null
  /** Assets whose reports show it; several for what is one thing for all. */
  assets: GraphAsset[]
  subject: Subject
}

/** A step from one node to the next. */
export interface Hop {
  to: GraphNode
  kind: LinkKind
  /** The link leads the other way. */
  against: boolean
}

/** The estate in memory, as far as combinations look at it. */
export interface EstateGraph {
  nodes: readonly GraphNode[]
  assets: ReadonlyMap<string, GraphAsset>
  /** Where an arrow leads from a node, over one link. */
  hopsOf(arrow: Arrow): (node: GraphNode) => Hop[]
  /** What an asset's reports show. */
  nodesOf(asset: string): readonly GraphNode[]
}

export interface GraphLink {
  from: string
  kind: LinkKind
  to: string
}

/**
 * A graph of nodes and links between them. That a pipeline builds an image does not make the pipeline part of what runs: who reaches the
 * image does not reach it.
 */
export function estateGraph(
  nodes: readonly GraphNode[],
  assets: readonly GraphAsset[],
  links: readonly GraphLink[],
): EstateGraph {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const out = new Map<string, Hop[]>()
  const into = new Map<string, Hop[]>()
  const add = (map: Map<string, Hop[]>, id: string, hop: Hop): void => {
    const list = map.get(id)
    if (list) list.push(hop)
    else map.set(id, [hop])
  }
  for (const { from, kind, to } of links) {
    const [a, b] = [byId.get(from), byId.get(to)]
    if (!a || !b) continue
    add(out, from, { to: b, kind, against: false })
    if (kind !== 'builds' || a.kind !== 'pipeline') add(into, to, { to: a, kind, against: true })
  }
  const byAsset = new Map<string, GraphNode[]>()
  for (const node of nodes)
    for (const { id } of node.assets) {
      const own = byAsset.get(id)
      if (own) own.push(node)
      else byAsset.set(id, [node])
    }
  return {
    nodes,
    assets: new Map(assets.map((one) => [one.id, one])),
    hopsOf(arrow) {
      const kinds = kindsOf(arrow)
      const [along, against] = [new Set(kinds.out), new Set(kinds.into)]
      return (node) => [
        ...(out.get(node.id) ?? []).filter(({ kind }) => along.has(kind)),
        ...(into.get(node.id) ?? []).filter(({ kind }) => against.has(kind)),
      ]
    },
    nodesOf: (asset) => byAsset.get(asset) ?? [],
  }
}
