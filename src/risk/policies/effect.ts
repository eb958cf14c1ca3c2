/** What a rule may make of a finding at the gate, the strictest first. */
export const EFFECTS = ['block', 'review', 'warn', 'ignore'] as const
export type Effect = (typeof EFFECTS)[number]

/** Effects that the language names and that nothing carries out yet: refused by name, so that no policy is believed to do more than it does. */
export const LATER_EFFECTS: readonly string[] = ['rank', 'sla', 'assign', 'tag', 'notify']

/** The higher, the stricter. */
export const strictness = (effect: Effect): number => EFFECTS.length - EFFECTS.indexOf(effect)

/** Which findings a rule is about: those that the target branch does not have, those that it has, or both. */
export const APPLIES = ['new', 'old', 'all'] as const
export type Applies = (typeof APPLIES)[number]
