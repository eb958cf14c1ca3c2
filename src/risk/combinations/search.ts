import type { Arrow, Step } from '../../inventory/estate/ask/parse-question.ts'
import { besideOf } from './beside.ts'
import { type ChainLink, type Hit, MOST_FINDINGS } from './chain-link.ts'
import type { Combination } from './definition.ts'
import type { EstateGraph, GraphNode } from './estate-graph.ts'
import type { FindingFact } from './finding-condition.ts'
import { type Findings, findingPlaces, type Place } from './finding-places.ts'
import { fits } from './fits.ts'
import { type Came, spread } from './spread.ts'

/** Links over which a plain arrow goes at most, as in questions. */
const FARTHEST = 8

/**
 * Every place where a combination is, one for each thing that it stands on, with a shortest way through it. The whole estate at once: two
 * passes over the graph a step, from the first step on and from the last one back.
 */
export function search(graph: EstateGraph, definition: Combination, findings: Findings): Hit[] {
  const { steps, conditions, on } = definition
  const place = findingPlaces(graph, findings)
  const isThere = (node: GraphNode, at: number): boolean =>
    fits(node, steps[at] as Step) &&
    conditions.every(({ step, finding }) => step !== at || place(finding, node).length > 0)
  const came: Map<GraphNode, Came>[] = [new Map()]
  const fronts = [new Set(graph.nodes.filter((node) => isThere(node, 0)))]
  for (let at = 1; at < steps.length; at++) {
    const way = follow(graph, fronts[at - 1] as Set<GraphNode>, arrowOf(steps[at]))
    came.push(way)
    fronts.push(new Set([...way.keys()].filter((node) => isThere(node, at))))
  }
  const goes: Map<GraphNode, Came>[] = []
  let back = fronts.at(-1) as Set<GraphNode>
  for (let at = steps.length - 1; at >= on; at--) {
    const way = follow(graph, back, turned(arrowOf(steps[at])))
    goes[at] = way
    back = new Set([...(fronts[at - 1] as Set<GraphNode>)].filter((node) => way.has(node)))
  }
  const ways = { came, goes, fronts, found: findingsOf(definition, place) }
  return hitsOf([...back], (node) => chainThrough(node, on - 1, ways), { graph, definition, findings, place })
}

const arrowOf = (step: Step | undefined): Arrow => step?.arrow ?? { direction: 'forward' }

/** The same links, walked from their far end. */
const turned = ({ direction, ...arrow }: Arrow): Arrow => ({
  ...arrow,
  direction: direction === 'forward' ? 'back' : 'forward',
})

const follow = (graph: EstateGraph, from: ReadonlySet<GraphNode>, arrow: Arrow): Map<GraphNode, Came> =>
  spread(from, graph.hopsOf(arrow), arrow.kinds ? 1 : FARTHEST)

type Found = (node: GraphNode, step: number) => FindingFact[]

const findingsOf =
  ({ conditions }: Combination, place: Place): Found =>
  (node, at) =>
    conditions
      .filter(({ step }) => step === at)
      .flatMap(({ finding }) => place(finding, node))
      .slice(0, MOST_FINDINGS)

interface Ways {
  /** By step: how its things were reached from those of the step before; and how they lead to those of the next. */
  came: readonly Map<GraphNode, Came>[]
  goes: readonly Map<GraphNode, Came>[]
  fronts: readonly Set<GraphNode>[]
  found: Found
}

/** The way through a node of the step `on` (from 0): back to the first step, on to the last. */
function chainThrough(node: GraphNode, on: number, { came, goes, fronts, found }: Ways): ChainLink[] {
  const chain: ChainLink[] = [{ node, via: null, against: false, findings: found(node, on) }]
  for (let at = on; at > 0; at--)
    for (let step = came[at]?.get(first(chain).node); step; step = came[at]?.get(first(chain).node)) {
      Object.assign(first(chain), { via: step.kind, against: step.against })
      const isStep = fronts[at - 1]?.has(step.from)
      chain.unshift({
        node: step.from,
        via: null,
        against: false,
        findings: isStep ? found(step.from, at - 1) : [],
      })
      if (isStep) break
    }
  for (let at = on + 1; at < fronts.length; at++)
    for (let step = goes[at]?.get(last(chain).node); step; step = goes[at]?.get(last(chain).node)) {
      const isStep = !goes[at]?.has(step.from)
      // Walked from its far end: the link's direction turns with it.
      chain.push({
        node: step.from,
        via: step.kind,
        against: !step.against,
        findings: isStep ? found(step.from, at) : [],
      })
    }
  return chain
}

const first = (chain: readonly ChainLink[]): ChainLink => chain[0] as ChainLink
const last = (chain: readonly ChainLink[]): ChainLink => chain.at(-1) as ChainLink

interface Making {
  graph: EstateGraph
  definition: Combination
  findings: Findings
  place: Place
}

/** One hit for each thing that it stands on; endpoints of one deployable are one. */
function hitsOf(
  nodes: readonly GraphNode[],
  chainOf: (node: GraphNode) => ChainLink[],
  { definition, ...around }: Making,
): Hit[] {
  const hits = new Map<string, Hit>()
  for (const node of nodes) {
    const chain = chainOf(node)
    const own = chain.find((link) => link.node === node)?.findings[0]
    const asset = (own && around.graph.assets.get(own.asset)) ?? node.assets[0]
    const address = addressOf(node)
    const key = `${asset?.id} ${address}`
    if (!asset || hits.has(key)) continue
    const others = definition.besides.map((one) => besideOf(one, asset, around))
    if (others.every((one) => one !== undefined))
      hits.set(key, { asset, address, chain: [...chain, ...others.filter((one) => one.node !== node)] })
  }
  return [...hits.values()]
}

function addressOf({ kind, name, subject }: GraphNode): string {
  const { deployable } = subject.attributes
  return kind === 'endpoint' && deployable !== undefined ? `deployable:${deployable}` : `${kind}:${name}`
}
