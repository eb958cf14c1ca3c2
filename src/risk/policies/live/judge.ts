import { type GateEffect, strictness } from '../effect.ts'
import type { Conflict, Outcome, PolicySet } from '../evaluate.ts'
import type { OpenGroup } from './open-groups.ts'

/** What a set of rules makes of stored findings, and what its gate would do if they came in with a change. */
export function judge(set: PolicySet, { facts, cel }: Pick<OpenGroup, 'facts' | 'cel'>): Outcome {
  const stored = set.outcome(facts, cel)
  const { finding } = cel
  if (!finding) return stored
  finding.isNew = true
  const coming = set.decide(facts, cel)
  finding.isNew = false
  if (!coming || (stored.gate && strictness(stored.gate.effect) >= strictness(coming.effect))) return stored
  const taken = { policy: coming.policy, rule: coming.rule, effect: coming.effect as GateEffect }
  const conflicts: Conflict[] = coming.conflicts.map((against) => ({ taken, against }))
  return { ...stored, gate: coming, conflicts: [...stored.conflicts, ...conflicts] }
}
