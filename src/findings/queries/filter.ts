import type { DeployerDecision } from '../../model/deployer-decision.ts'
import type { ExploitMaturity } from '../../model/exploit-maturity.ts'
import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import type { Noise } from '../../model/noise.ts'
import type { Reach } from '../../model/reachability.ts'
import type { Severity } from '../../model/severity.ts'
import type { SlaState } from '../../model/sla-state.ts'

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
  /** `me` (also one's teams), a person's id, `team:<id>`, or `none`. */
  assignee?: string[]
  /** Whose it is, as sources write it (`@acme/api`), `team:<id>`, or `none`. */
  owner?: string[]
  /** How it stands to its due date. */
  sla?: SlaState[]
  /** ISO time: due before then. */
  dueBefore?: string
  /** Id of an exception: the findings that it covers, or names while it is pending. */
  exception?: string
  /** Set by policies. */
  tag?: string[]
  /** Names of policies of which a rule counts. */
  policy?: string[]
  /** `policy/rule` */
  policyRule?: string[]
  knownExploited?: boolean
  /** `unknown` where nobody says. */
  exploitMaturity?: (ExploitMaturity | 'unknown')[]
  /** SSVC's deployer decision; `unknown` where more than one is open. */
  ssvc?: (DeployerDecision | 'unknown')[]
  reachability?: (Reach | 'unknown')[]
  fixable?: boolean
  agreed?: boolean
  /** 0–100. */
  minScore?: number
  /** ISO time: first seen then or later. */
  since?: string
  /** ISO time: first seen before then. */
  until?: string
  /** ISO times: fixed then or later, and before then. */
  fixedSince?: string
  fixedUntil?: string
  /** ISO date: the findings and their states as of the end of that day (UTC); everything else is as today. */
  asOf?: string
  /** What is seen on this branch and not on the default one, instead of the posture; needs one asset. */
  branch?: string
}
