import type { EstateNode, NodeKind } from '../../api/types.ts'
import { nodeName } from '../node-words.ts'
import type { Graph } from './map-graph.ts'
import { KINDS_IN_ORDER, type Layer, layerOf } from './map-layers.ts'

/** What stands in the picture: a thing, or several of a kind that belong to the same. */
export interface Item {
  id: string
  kind: NodeKind
  layer: Layer
  /** The thing, or all of the group. */
  nodes: EstateNode[]
  /** It is a group; its members stand below it when it is unfolded. */
  group?: { unfolded: boolean }
  /** Id of the group whose unfolded member it is. */
  memberOf?: string
}

export interface Edge {
  from: string
  to: string
  confidence: number
  /** It carries who can reach one end to the other. */
  carries: boolean
}

export interface Items {
  items: Item[]
  edges: Edge[]
  /** The item that shows a node. */
  itemOf: Map<string, string>
}

/** Kinds that come in crowds and belong to something. */
const FOLDED: ReadonlySet<NodeKind> = new Set([
  'endpoint',
  'model',
  'field',
  'third-party',
  'action',
  'ai',
  'secret',
  'identity',
  'permission',
  'resource',
  'owner',
])
const FEWEST = 4

/** Folds what belongs to the same, but for the groups that somebody has unfolded. */
export function itemsOf({ nodes, flows }: Graph, unfolded: ReadonlySet<string>): Items {
  const linked = new Map<string, Set<string>>([...nodes.keys()].map((id) => [id, new Set()]))
  for (const { from, to } of flows) {
    linked.get(from)?.add(to)
    linked.get(to)?.add(from)
  }
  const layer = (node: EstateNode): Layer =>
    layerOf(
      node.kind,
      [...(linked.get(node.id) ?? [])].flatMap((id) => nodes.get(id)?.kind ?? []),
    )
  const ordered = [...nodes.values()].sort(byKindAndName)
  const groups = Map.groupBy(
    ordered.filter(({ kind }) => FOLDED.has(kind)),
    (node) => groupKey(node, [...(linked.get(node.id) ?? [])], nodes),
  )
  const items: Item[] = []
  const itemOf = new Map<string, string>()
  const single = (node: EstateNode, memberOf?: string): void => {
    items.push({
      id: node.id,
      kind: node.kind,
      layer: layer(node),
      nodes: [node],
      ...(memberOf ? { memberOf } : {}),
    })
    itemOf.set(node.id, node.id)
  }
  for (const node of ordered) if (!FOLDED.has(node.kind)) single(node)
  for (const [key, members] of groups) {
    const first = members[0] as EstateNode
    if (members.length < FEWEST) {
      for (const node of members) single(node)
      continue
    }
    const open = unfolded.has(key)
    items.push({ id: key, kind: first.kind, layer: layer(first), nodes: members, group: { unfolded: open } })
    for (const node of members) {
      if (open) single(node, key)
      else itemOf.set(node.id, key)
    }
  }
  return { items, edges: edgesOf(flows, itemOf), itemOf }
}

/** The same kind, linked with the same things that are no crowd themselves; else of the same asset. */
function groupKey(node: EstateNode, linked: readonly string[], nodes: Graph['nodes']): string {
  const owners = linked.filter((id) => !FOLDED.has(nodes.get(id)?.kind ?? 'internet')).sort()
  return [node.kind, ...(owners.length > 0 ? owners : [node.asset.id])].join(' ')
}

function edgesOf(flows: Graph['flows'], itemOf: ReadonlyMap<string, string>): Edge[] {
  const edges = new Map<string, Edge>()
  for (const flow of flows) {
    const [from, to] = [itemOf.get(flow.from), itemOf.get(flow.to)]
    if (!from || !to || from === to) continue
    const key = `${from}>${to}`
    const known = edges.get(key)
    edges.set(key, {
      from,
      to,
      confidence: Math.max(flow.confidence, known?.confidence ?? 0),
      carries: flow.carries || (known?.carries ?? false),
    })
  }
  return [...edges.values()]
}

const RANK = new Map(KINDS_IN_ORDER.map((kind, at) => [kind, at]))
const byKindAndName = (a: EstateNode, b: EstateNode): number =>
  (RANK.get(a.kind) ?? 0) - (RANK.get(b.kind) ?? 0) ||
  pathFirst(a).localeCompare(pathFirst(b)) ||
  a.name.localeCompare(b.name)

/** Endpoints by their path, whatever the method. */
const pathFirst = (node: EstateNode): string =>
  node.attributes.path ?? nodeName({ ...node, title: node.attributes.title ?? null })
