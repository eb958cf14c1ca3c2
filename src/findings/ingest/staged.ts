import type { Problem } from '../../formats/contract.ts'
import type { AssetClaim } from '../../model/asset.ts'
import type { EstateLink, EstateNode } from '../../model/estate.ts'
import type { OwnerRule } from '../../model/owner.ts'

/** What was staged of a report. */
export interface Staged {
  scopes: StagedScope[]
  claims: AssetClaim[]
  /** What the tree keeps as a policy for its own findings. */
  policy?: string
  observations: number
  components: number
  /** The first ones, with their places. */
  problems: Problem[]
  problemCount: number
  /** Some of the report is missing or unreadable: it must not close anything. */
  incomplete: boolean
  /** When the tool looked. */
  observedAt: Date
}

export interface StagedScope {
  id: string
  tool: string
  name: string
  observations: number
  components: number
  /** Some of its observations have identities that other tools share. */
  sharing: boolean
  /** What it shows of the estate. */
  nodes: EstateNode[]
  links: EstateLink[]
  /** Who owns what in it, in the order of its files. */
  owners: OwnerRule[]
}

export const toolsOf = ({ scopes }: Staged): string[] => [...new Set(scopes.map((scope) => scope.tool))]
