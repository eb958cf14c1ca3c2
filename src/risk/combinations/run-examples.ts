import { isShared, NODE_KINDS, type NodeKind } from '../../model/estate.ts'
import { severityRank } from '../../model/severity.ts'
import type { Hit } from './chain-link.ts'
import type { Combination, Example } from './definition.ts'
import { type EstateGraph, estateGraph, type GraphAsset, type GraphNode } from './estate-graph.ts'
import { type FindingFact, holds } from './finding-condition.ts'
import type { Findings } from './finding-places.ts'
import { search } from './search.ts'

const DEFAULT_ASSET = 'app'

export interface ExampleResult {
  name: string
  expected: readonly string[]
  got: readonly string[]
}

/** Runs the examples that stand beside a definition. Pure. */
export const runExamples = (definition: Combination): ExampleResult[] =>
  definition.tests.map((example) => ({
    name: example.name,
    expected: [...example.hits].sort(),
    got: hitsIn(definition, example)
      .map(({ address }) => address)
      .sort(),
  }))

/** What a definition finds in an example. */
export function hitsIn(definition: Combination, example: Example): Hit[] {
  const graph = graphOf(example)
  return search(graph, definition, findingsOf(example))
}

function graphOf({ assets, things, links }: Example): EstateGraph {
  const known = new Map<string, GraphAsset>()
  const assetOf = (name: string): GraphAsset => {
    const { kind = 'repository', application } = assets[name] ?? {}
    const asset = known.get(name) ?? { id: name, name, kind, application: application ?? null }
    known.set(name, asset)
    return asset
  }
  for (const name of Object.keys(assets)) assetOf(name)
  const nodes = Object.entries(things).map(([ref, said]): GraphNode => {
    const [kind, name] = refOf(ref)
    const { asset = DEFAULT_ASSET, exposure, authenticated, data, leadsTo, place, attributes } = said ?? {}
    const holder = assetOf(asset)
    return {
      id: ref,
      kind,
      name,
      place: place ?? null,
      assets: isShared(kind) && kind !== 'image' && kind !== 'ai' ? [] : [holder],
      subject: {
        name,
        kind,
        asset,
        application: holder.application ?? '',
        exposure: exposure ?? (kind === 'internet' ? 'internet' : 'unknown'),
        authenticated: authenticated ?? false,
        data: data ?? [],
        leadsTo: leadsTo ?? data ?? [],
        attributes: attributes ?? {},
        findings: 0,
        topScore: 0,
        knownExploited: false,
      },
    }
  })
  return estateGraph(
    nodes,
    [...known.values()],
    links.map(([from, kind, to]) => ({ from, kind, to })),
  )
}

function refOf(ref: string): [NodeKind, string] {
  const at = ref.indexOf(':')
  const word = at < 0 ? ref : ref.slice(0, at)
  const kind = NODE_KINDS.find((one) => one === word)
  if (!kind) throw new Error(`there is no kind of thing ${word}`)
  return [kind, at < 0 ? '' : ref.slice(at + 1)]
}

function findingsOf({ findings }: Example): Findings {
  const facts = findings.map(
    ({ asset = DEFAULT_ASSET, path, ...said }, at): FindingFact => ({
      ...said,
      id: `finding ${at}`,
      asset,
      path: path ?? null,
      score: severityRank(said.severity) * 200,
      epss: null,
      component: null,
      reach: null,
    }),
  )
  return (condition) =>
    Map.groupBy(
      facts.filter((one) => holds(condition, one)),
      ({ asset }) => asset,
    )
}
