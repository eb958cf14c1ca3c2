import type { GateEffect } from '../policies/effect.ts'
import type { RuleName } from '../policies/evaluate.ts'
import type { Facts } from '../policies/facts.ts'
import type { GateProblem } from './collect.ts'

export type VerdictName = 'pass' | 'blocked' | 'undecided'

/** A finding with what the policy makes of it. */
export interface JudgedFinding {
  finding: Facts['finding']
  place: string
  /** End of what the tool marked; 0 = unknown. */
  endLine: number
  effect: GateEffect | 'none'
  /** It would block, and grace or `--warn-only` lets it pass. */
  excused: 'grace' | 'warn-only' | null
  policy: string | null
  rule: string | null
  /** Why it has this effect, in the policy's words. */
  reason: string
  fix: string
  overruled: readonly RuleName[]
  conflicts: readonly RuleName[]
}

export interface Counts {
  new: number
  old: number
  fixed: number
  blocked: number
  warned: number
  review: number
  ignored: number
}

/** What the gate came to. */
export interface Verdict {
  verdict: VerdictName
  /** One line that says why, for people. */
  summary: string
  counts: Counts
  /** What blocks first, then by score. */
  findings: readonly JudgedFinding[]
  problems: readonly GateProblem[]
  problemCount: number
  policy: { name: string; version: string }
  /** What it was compared with; null = with nothing, so that everything is new. */
  baseline: string | null
  asset: string | null
  override: Override | null
}

/** A person let a blocked change pass. */
export interface Override {
  reason: string
  /** ISO 8601. */
  at: string
  /** Where it is kept: the audit log's entry on the server, or only these outputs. */
  recorded: 'server' | 'outputs'
  /** Who, where the server says. */
  by: string | null
}
