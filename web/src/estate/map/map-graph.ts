import type { EstateMap, EstateNode, LinkKind, NodeKind } from '../../api/types.ts'

/** A link as the flow goes: what happens at `from` reaches `to`. */
export interface Flow {
  from: string
  to: string
  /** 0–1. */
  confidence: number
  /** It carries who can reach one end to the other. A call does not: who calls a service does not make it public. */
  carries: boolean
}

export interface Graph {
  nodes: ReadonlyMap<string, EstateNode>
  flows: Flow[]
}

/** The flow goes from an image to what builds it: who reaches the image's workload reaches the code. */
const BACK: ReadonlySet<LinkKind> = new Set(['builds'])
const CARRIES: ReadonlySet<LinkKind> = new Set(['exposes', 'runs', 'builds', 'handles'])

/** Links as flows. A pipeline that builds an image leads to it, though: it has nobody before it. */
export function graphOf({ nodes, links }: EstateMap): Graph {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const flows = links.flatMap(({ from, kind, to, confidence }): Flow[] => {
    const source = byId.get(from)?.kind
    if (!source || !byId.has(to)) return []
    const carries = CARRIES.has(kind) || source === 'internet'
    return BACK.has(kind) && source === 'deployable'
      ? [{ from: to, to: from, confidence, carries }]
      : [{ from, to, confidence, carries: carries && source !== 'pipeline' && source !== 'repository' }]
  })
  return { nodes: byId, flows }
}

/** Only some kinds; where one between is left out, what it joins is joined still. */
export function onlyKinds({ nodes, flows }: Graph, kinds: ReadonlySet<NodeKind>): Graph {
  const shown = new Map([...nodes].filter(([, { kind }]) => kinds.has(kind)))
  if (shown.size === nodes.size) return { nodes, flows }
  const next = Map.groupBy(flows, ({ from }) => from)
  const kept = new Map<string, Flow>()
  for (const start of shown.keys()) {
    const seen = new Set([start])
    const waiting = [{ at: start, confidence: 1, carries: true }]
    for (const { at, confidence, carries } of waiting)
      for (const flow of next.get(at) ?? []) {
        if (seen.has(flow.to)) continue
        seen.add(flow.to)
        const sum = {
          confidence: Math.min(confidence, flow.confidence),
          carries: carries && flow.carries,
        }
        if (shown.has(flow.to)) kept.set(`${start} ${flow.to}`, { from: start, to: flow.to, ...sum })
        else waiting.push({ at: flow.to, ...sum })
      }
  }
  return { nodes: shown, flows: [...kept.values()] }
}

/** Shortest ways from the outside to everything that is reached from there: for each node the one before it, null at its beginning. */
export function waysIn({ nodes, flows }: Graph): Map<string, string | null> {
  const next = Map.groupBy(
    flows.filter(({ carries }) => carries),
    ({ from }) => from,
  )
  const before = new Map<string, string | null>()
  const spread = (starts: string[]): void => {
    for (const start of starts) before.set(start, null)
    for (const at of starts)
      for (const { to } of next.get(at) ?? []) {
        if (before.has(to)) continue
        before.set(to, at)
        starts.push(to)
      }
  }
  const all = [...nodes.values()]
  spread(all.filter(({ kind }) => kind === 'internet').map(({ id }) => id))
  // A report may say that a thing is public, and not how.
  const ledTo = new Set(
    flows.filter((flow) => flow.carries && isPublic(nodes.get(flow.from))).map(({ to }) => to),
  )
  spread(
    all.filter((node) => isPublic(node) && !before.has(node.id) && !ledTo.has(node.id)).map(({ id }) => id),
  )
  return before
}

const isPublic = (node: EstateNode | undefined): boolean => node?.exposure === 'internet'

/** Ids from the outside to a node, itself included; empty when nothing leads there. */
export function wayTo(id: string, before: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = []
  for (let at: string | null | undefined = before.has(id) ? id : null; at; at = before.get(at))
    way.unshift(at)
  return way
}
