import type { EstateGraph, GraphAsset, GraphNode } from './estate-graph.ts'
import type { FindingCondition, FindingFact } from './finding-condition.ts'
import { imageAssets, sitsOn, untagged } from './sits-on.ts'

/** Open findings that meet a condition, by asset, worst first. */
export type Findings = (condition: FindingCondition) => ReadonlyMap<string, FindingFact[]>

/** Those of them that sit on a node. */
export type Place = (condition: FindingCondition, node: GraphNode) => FindingFact[]

/** Findings that meet a condition and sit on a node; each pair is looked at once. */
export function findingPlaces(graph: EstateGraph, findings: Findings): Place {
  const images = new Map<string, GraphAsset[]>()
  for (const asset of graph.assets.values())
    if (asset.kind === 'container-image') {
      const name = untagged(asset.name)
      images.set(name, [...(images.get(name) ?? []), asset])
    }
  const kept = new Map<FindingCondition, Map<GraphNode, FindingFact[]>>()
  return (condition, node) => {
    const known = kept.get(condition) ?? new Map<GraphNode, FindingFact[]>()
    kept.set(condition, known)
    const before = known.get(node)
    if (before) return before
    const byAsset = findings(condition)
    const of = (asset: GraphAsset): FindingFact[] => byAsset.get(asset.id) ?? []
    const own = node.assets.flatMap(of)
    // An image is one thing for all that name it: what their code holds is not what it holds.
    const here = own.filter((one) => (node.kind === 'image' ? one.kind === 'container' : sitsOn(one, node)))
    const found = [...new Set([...here, ...imageAssets(node, images).flatMap(of)])]
    known.set(node, found)
    return found
  }
}
