import type { Policy } from './policy.ts'
import { BadPolicy, type PlacedFlaw } from './policy-document.ts'
import { readPolicy } from './read-policy.ts'
import { untestedRules } from './run-cases.ts'

export interface Validation {
  errors: readonly PlacedFlaw[]
  warnings: readonly PlacedFlaw[]
  policy: Policy | null
}

/** What is wrong with a text, and where; what is only worth a look, once nothing is wrong. */
export function validatePolicy(text: string): Validation {
  try {
    const policy = readPolicy('The policy', text)
    return { errors: [], warnings: warningsOf(policy), policy }
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error
    return { errors: error.flaws, warnings: [], policy: null }
  }
}

const warningsOf = (policy: Policy): PlacedFlaw[] =>
  untestedRules(policy).map((id) => ({
    line: policy.rules.find((rule) => rule.id === id)?.line ?? 1,
    column: 1,
    where: `rules.${policy.rules.findIndex((rule) => rule.id === id)}`,
    message: `no test shows that ${id} decides anything`,
  }))
