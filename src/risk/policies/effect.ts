import type { SlaStart } from '../../model/sla-state.ts'

/** What a rule may make of a finding at the gate, the strictest first. */
export const GATE_EFFECTS = ['block', 'review', 'warn', 'ignore'] as const
export type GateEffect = (typeof GATE_EFFECTS)[number]

/** What it may make of one that is stored. */
export const STORED_EFFECTS = ['rank', 'sla', 'assign', 'tag', 'notify', 'noise'] as const

export const EFFECTS = [...GATE_EFFECTS, ...STORED_EFFECTS] as const
export type EffectName = (typeof EFFECTS)[number]

/** The higher, the stricter. */
export const strictness = (effect: GateEffect): number => GATE_EFFECTS.length - GATE_EFFECTS.indexOf(effect)

export interface Sla {
  days: number
  from: SlaStart
  /** Name of a calendar of working days; null = every day counts. */
  calendar: string | null
}

/** Everything that one rule makes of a finding, by family: of the gate's effects a rule has one. */
export interface Effects {
  gate?: GateEffect
  /** Points of the score, −50 … 50. */
  rank?: number
  sla?: Sla
  /** Who: `owner`, `team:Name`, or a person's e-mail. */
  assign?: string
  tag?: readonly string[]
  /** Who, as in `assign`. */
  notify?: readonly string[]
  /** Why it is noise. */
  noise?: string
}
export type FamilyName = keyof Effects

/** Which findings a rule's gate effect is about: those that the target branch does not have, those that it has, or both. */
export const APPLIES = ['new', 'old', 'all'] as const
export type Applies = (typeof APPLIES)[number]

/** What a policy is for, the widest first. */
export const SCOPES = ['everything', 'team', 'application', 'asset'] as const
export type ScopeKind = (typeof SCOPES)[number]
