import type { PolicyEffect, PolicyScope, PolicySource } from '../api/types.ts'

/** What a rule may do, in the order in which a person reads it: at the gate first, then on what is there. */
export const EFFECT: Record<PolicyEffect, { label: string; about: string }> = {
  block: { label: 'Block', about: 'the gate refuses a change that brings it in' },
  review: { label: 'Require review', about: 'the gate asks for a person' },
  warn: { label: 'Warn', about: 'the gate says so and lets it through' },
  ignore: { label: 'Ignore', about: 'the gate passes over it' },
  rank: { label: 'Rank', about: 'points on the score' },
  sla: { label: 'Due', about: 'a due date' },
  assign: { label: 'Assign', about: 'to a person, a team or the owner' },
  tag: { label: 'Tag', about: 'a word to find it by' },
  notify: { label: 'Notify', about: 'tells people' },
  noise: { label: 'Noise', about: 'ranked lower, never hidden' },
}

export const POLICY_SOURCE: Record<PolicySource, string> = {
  shipped: 'Comes with Stance',
  repository: 'From a repository',
  stored: 'Your own',
}

const SCOPE: Record<PolicyScope['kind'], string> = {
  everything: 'Everything',
  team: 'Team',
  application: 'Application',
  asset: 'Asset',
}
export const SCOPES = Object.entries(SCOPE).map(([value, label]) => ({ value, label }))

/** `Everything`, `Team Payments`. */
export const scopeWords = ({ kind, name }: Pick<PolicyScope, 'kind' | 'name'>): string =>
  [SCOPE[kind], name].filter(Boolean).join(' ')
