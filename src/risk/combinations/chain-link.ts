import type { LinkKind } from '../../model/estate.ts'
import type { GraphAsset, GraphNode } from './estate-graph.ts'
import type { FindingFact } from './finding-condition.ts'

/** Most findings that are told of one thing of a chain. */
export const MOST_FINDINGS = 5

/** One thing of a chain, with the findings on it that count. */
export interface ChainLink {
  node: GraphNode
  via: LinkKind | null
  against: boolean
  findings: FindingFact[]
}

/** A combination that is there. */
export interface Hit {
  asset: GraphAsset
  /** `kind:name` of what it stands on. */
  address: string
  chain: ChainLink[]
}
