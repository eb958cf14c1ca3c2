import { type DataClass, EXPOSURES, type Exposure } from '../../model/application.ts'
import { FLOW, type LinkKind } from '../../model/estate.ts'

export interface GraphNode {
  id: string
  kind: string
  /** As its own report says. */
  exposure: Exposure | null
  dataClasses: readonly DataClass[]
}

export interface GraphLink {
  from: string
  kind: LinkKind
  to: string
}

export interface Reached {
  /** Who can reach it; null = nothing shows it. */
  from: Exposure | null
  /** Ids of the nodes on the way, from the outside in, without itself. */
  by: string[]
  /** Classes of data that it holds or leads to. */
  data: DataClass[]
}

/** Links that carry who can reach one end to the other end. A call does not: who calls a service does not make it public. */
const CARRIES: ReadonlySet<LinkKind> = new Set(['exposes', 'runs', 'builds', 'handles'])

/** Links that lead to data besides those of FLOW: what a thing is made of. */
const HOLDS: ReadonlySet<LinkKind> = new Set(['contains'])

/**
 * Follows the links of a graph: who can reach each node, by what way, and what data it leads to. Breadth first from the most exposed
 * nodes, so that each node is looked at once and its way is a shortest one. Pure.
 */
export function followLinks(nodes: readonly GraphNode[], links: readonly GraphLink[]): Map<string, Reached> {
  const reached = new Map<string, Reached>(
    nodes.map(({ id, exposure, kind, dataClasses }) => [
      id,
      { from: kind === 'internet' ? 'internet' : exposure, by: [], data: [...dataClasses] },
    ]),
  )
  followExposure(nodes, reached, links)
  followData(reached, links)
  return reached
}

function followExposure(
  nodes: readonly GraphNode[],
  reached: Map<string, Reached>,
  links: readonly GraphLink[],
): void {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  // A pipeline builds an image as well: who reaches what runs does not reach the pipeline.
  const carrying = links.filter(({ kind, from }) => kind !== 'builds' || kinds.get(from) === 'deployable')
  const next = stepsBy(carrying, (kind) => CARRIES.has(kind))
  const done = new Set<string>()
  const spread = (start: string[]): void => {
    for (const id of start) done.add(id)
    for (let front = start; front.length > 0; ) {
      const further: string[] = []
      for (const id of front)
        for (const to of next.get(id) ?? []) {
          const [own, other] = [reached.get(id), reached.get(to)]
          if (!own || !other || done.has(to)) continue
          done.add(to)
          other.from = own.from
          other.by = [...own.by, id]
          further.push(to)
        }
      front = further
    }
  }
  // A way from the internet first: it says more than a report's word that there is one.
  spread(nodes.filter(({ kind }) => kind === 'internet').map(({ id }) => id))
  for (const exposure of EXPOSURES)
    spread([...reached].filter(([id, { from }]) => from === exposure && !done.has(id)).map(([id]) => id))
}

function followData(reached: Map<string, Reached>, links: readonly GraphLink[]): void {
  // Against the flow: what the far end holds, the near end leads to.
  const before = stepsBy(
    links.map(({ from, kind, to }) =>
      FLOW[kind] === 'back' ? { from, kind, to } : { from: to, kind, to: from },
    ),
    (kind) => kind in FLOW || HOLDS.has(kind),
    false,
  )
  const waiting = [...reached].filter(([, { data }]) => data.length > 0).map(([id]) => id)
  while (waiting.length > 0) {
    const id = waiting.pop() as string
    const own = reached.get(id)
    for (const to of before.get(id) ?? []) {
      const other = reached.get(to)
      const more = own?.data.filter((one) => !other?.data.includes(one)) ?? []
      if (!other || more.length === 0) continue
      other.data.push(...more)
      waiting.push(to)
    }
  }
  for (const one of reached.values()) one.data.sort()
}

/** Neighbours of each node along the wanted links; with `flowing`, in the direction of FLOW. */
function stepsBy(
  links: readonly GraphLink[],
  wanted: (kind: LinkKind) => boolean,
  flowing = true,
): Map<string, string[]> {
  const steps = new Map<string, string[]>()
  for (const { from, kind, to } of links) {
    if (!wanted(kind)) continue
    const [start, end] = flowing && FLOW[kind] === 'back' ? [to, from] : [from, to]
    const own = steps.get(start)
    if (own) own.push(end)
    else steps.set(start, [end])
  }
  return steps
}
