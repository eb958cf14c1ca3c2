import type { Problem } from '../../formats/contract.ts'
import type { AssetClaim } from '../../model/asset.ts'
import type { EstateLink, EstateNode } from '../../model/estate.ts'
import type { Kind } from '../../model/kind.ts'
import type { Noise } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import type { OwnerRule } from '../../model/owner.ts'
import type { CopyValue } from '../../platform/database.ts'
import type { KnownScope } from './known-scope.ts'
import type { OpenWhileReading } from './open-while-reading.ts'

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

/** An observation as it is stored. */
export interface StoredObservation {
  key: string
  data: Omit<Observation, 'raw'> & { noise?: Noise[] }
  raw: string
}

export const STAGED_GONE_COLUMNS = ['asset_id', 'report_id', 'scope_id', 'key'] as const

export interface StagedScope {
  id: string
  tool: string
  name: string
  observations: number
  /** Of its observations. */
  kinds: Set<Kind>
  components: number
  /** Some of its observations have identities that other tools share. */
  sharing: boolean
  /** What it shows of the estate. */
  nodes: EstateNode[]
  links: EstateLink[]
  /** Who owns what in it, in the order of its files. */
  owners: OwnerRule[]
  /** What it showed before; what came again the same is not staged. Undefined before its first report, and where all is staged. */
  known: KnownScope | undefined
  /** What has opened findings of it already, in the transaction that applies it. */
  opening: OpenWhileReading | undefined
  /** The row of one that was left out because it came again the same; undefined for others. */
  restage: (stored: StoredObservation) => CopyValue[] | undefined
}

/** How many rows the statements about a scope go through at least: what differs from before. */
export const differing = ({ observations, known }: StagedScope): number =>
  Math.max(observations - (known?.unchanged ?? 0), known?.missing ?? 0)

export const toolsOf = ({ scopes }: Staged): string[] => [...new Set(scopes.map((scope) => scope.tool))]
