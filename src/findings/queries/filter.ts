import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import type { Noise } from '../../model/noise.ts'
import type { Severity } from '../../model/severity.ts'

/** Which findings: several values of one field mean any of them, several fields all of them. Fields as in the API's contract. */
export interface FindingFilter {
  q?: string
  /** Ids or names. */
  asset?: string[]
  /** Ids or names; `none` for assets without one. */
  application?: string[]
  team?: string[]
  kind?: Kind[]
  severity?: Severity[]
  state?: FindingState[]
  tool?: string[]
  /** `none` for what nothing marks as noise. */
  noise?: (Noise | 'none')[]
  cwe?: string[]
  advisory?: string[]
  component?: string[]
  rule?: string[]
  /** `me`, an actor's id, or `none`. */
  assignee?: string[]
  knownExploited?: boolean
  fixable?: boolean
  agreed?: boolean
  /** 0–100. */
  minScore?: number
  /** ISO time: first seen then or later. */
  since?: string
  /** What is seen on this branch and not on the default one, instead of the posture; needs one asset. */
  branch?: string
}
