import type { Tx } from '../../platform/database.ts'

/** What policies made of findings, in the words that lists filter by. */
export interface PolicyOutcome {
  effects: readonly { policy: string; rule: string; effect: string }[]
  policies: readonly string[]
  /** `policy/rule` */
  rules: readonly string[]
}

/** By the number that findings carry; what is missing is no outcome. */
export type PolicyOutcomes = readonly (PolicyOutcome | undefined)[]

/** All that there are: rows are only ever added, so that as many as before are the same. */
export async function readPolicyOutcomes(tx: Tx, before: PolicyOutcomes): Promise<PolicyOutcomes> {
  const { rows } = await tx.query<{
    id: number
    effects: { policy: string; rule: string; effect: string }[]
  }>('select id, effects from policy_outcome where (select count(*) from policy_outcome) <> $1', [
    before.filter(Boolean).length,
  ])
  if (rows.length === 0) return before
  const made: (PolicyOutcome | undefined)[] = []
  for (const { id, effects } of rows)
    made[id] = {
      effects: effects.map(({ policy, rule, effect }) => ({ policy, rule, effect })),
      policies: [...new Set(effects.map(({ policy }) => policy))],
      rules: [...new Set(effects.map(({ policy, rule }) => `${policy}/${rule}`))],
    }
  return made
}
