import { type ChainLink, MOST_FINDINGS } from './chain-link.ts'
import type { Beside } from './definition.ts'
import type { EstateGraph, GraphAsset, GraphNode } from './estate-graph.ts'
import type { Findings, Place } from './finding-places.ts'
import { fits } from './fits.ts'

export interface Around {
  graph: EstateGraph
  findings: Findings
  place: Place
}

/** What must be there besides the way, as a link of the chain that no arrow leads to; undefined where it is not. */
export function besideOf(
  { within, thing, finding }: Beside,
  asset: GraphAsset,
  { graph, findings, place }: Around,
): ChainLink | undefined {
  const near =
    within === 'application' && asset.application !== null ? sameApplication(graph, asset) : [asset]
  const alone = { via: null, against: false }
  if (!thing) {
    const found = near.flatMap((one) => (finding && findings(finding).get(one.id)) ?? [])
    const [worst] = found
    const holder = worst && graph.assets.get(worst.asset)
    return holder && { node: assetNode(holder), ...alone, findings: found.slice(0, MOST_FINDINGS) }
  }
  for (const { id } of near)
    for (const node of graph.nodesOf(id)) {
      if (!fits(node, thing)) continue
      const found = finding ? place(finding, node) : []
      if (!finding || found.length > 0) return { node, ...alone, findings: found.slice(0, MOST_FINDINGS) }
    }
  return undefined
}

const byApplication = new WeakMap<EstateGraph, Map<string | null, GraphAsset[]>>()

function sameApplication(graph: EstateGraph, { application }: GraphAsset): GraphAsset[] {
  const known = byApplication.get(graph) ?? Map.groupBy(graph.assets.values(), (one) => one.application)
  byApplication.set(graph, known)
  return known.get(application) ?? []
}

/** An asset as a thing of a chain, where only a finding on it counts. */
const assetNode = (asset: GraphAsset): GraphNode => ({
  id: asset.id,
  kind: asset.kind === 'container-image' ? 'image' : asset.kind === 'repository' ? 'repository' : 'resource',
  name: asset.name,
  place: null,
  assets: [asset],
  subject: {
    name: asset.name,
    kind: asset.kind,
    asset: asset.name,
    application: asset.application ?? '',
    exposure: 'unknown',
    authenticated: false,
    data: [],
    leadsTo: [],
    attributes: {},
    findings: 0,
    topScore: 0,
    knownExploited: false,
  },
})
