import type { Condition } from './condition.ts'
import type { Applies, Effects, GateEffect, ScopeKind } from './effect.ts'
import type { Facts } from './facts.ts'
import type { Target } from './target.ts'

export interface Rule {
  id: string
  /** Line in the file, from 1. */
  line: number
  target: Target
  applies: Applies
  /** Undefined: holds for everything that the target means. */
  when: Condition | undefined
  effects: Effects
  /** Why, in the policy's words: of what it does to findings that are stored. */
  reason: string
  /** Why the gate does what it does: the words of that effect; empty without one. */
  gateReason: string
  /** What to do about it, where the policy knows better than the tool. */
  fix: string | undefined
}

/** What a case expects; what it leaves out may be anything. */
export interface Expectation {
  gate?: GateEffect | 'none'
  rank?: number
  /** Days; `none` = no rule sets any. */
  sla?: number | 'none'
  assign?: string
  /** Exactly these. */
  tag?: readonly string[]
  notify?: readonly string[]
  noise?: boolean
}

/** An input and what the policy must make of it. */
export interface Case {
  name: string
  line: number
  given: Partial<{ [Name in keyof Facts]: Partial<Facts[Name]> }>
  expect: Expectation
  /** The rule that decides. */
  rule: string | undefined
}

export interface Policy {
  name: string
  version: string
  description: string
  rules: readonly Rule[]
  tests: readonly Case[]
  /** What it is for; everything when absent. Of rules that hold, one of a narrower scope is more specific. */
  scope?: ScopeKind
  /** It may only make things stricter: a repository's own, which whoever changes the code can change. */
  bounded?: boolean
}
