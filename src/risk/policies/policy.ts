import type { Condition } from './condition.ts'
import type { Applies, Effect } from './effect.ts'
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
  effect: Effect
  /** Why, in the policy's words. */
  reason: string
  /** What to do about it, where the policy knows better than the tool. */
  fix: string | undefined
}

/** An input and what the policy must make of it. */
export interface Case {
  name: string
  line: number
  given: Partial<{ [Name in keyof Facts]: Partial<Facts[Name]> }>
  expect: Effect | 'none'
  /** The rule that decides. */
  rule: string | undefined
}

export interface Policy {
  name: string
  version: string
  description: string
  rules: readonly Rule[]
  tests: readonly Case[]
}
