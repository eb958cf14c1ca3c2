import type { Policy, Rule } from '../policy.ts'

/** Whether a rule can make anything of a finding that is stored: everything but what only the gate does with what a change brings. */
const isLive = ({ effects: { gate, ...stored }, applies }: Rule): boolean =>
  Object.keys(stored).length > 0 || (gate !== undefined && gate !== 'ignore' && applies !== 'new')

/** A policy with those of its rules; undefined where it has none. */
export function livePart<One extends Policy>(policy: One): One | undefined {
  const rules = policy.rules.filter(isLive)
  return rules.length > 0 ? { ...policy, rules } : undefined
}
