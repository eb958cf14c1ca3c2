import type { Pool, Tx } from '../../platform/database.ts'
import { BadDocument, type PlacedFlaw, YamlDocument } from '../yaml-document.ts'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'
import { untestedRules } from './run-cases.ts'
import { unknownNames } from './store/unknown-names.ts'

export interface Validation {
  errors: readonly PlacedFlaw[]
  warnings: readonly PlacedFlaw[]
  policy: Policy | null
}

/**
 * What is wrong with a text, and where; what is only worth a look, once nothing is wrong: rules that no test covers, and names that nobody
 * has.
 */
export async function validatePolicy(db: Pool | Tx, text: string): Promise<Validation> {
  try {
    const policy = readPolicy('The policy', text)
    return { errors: [], warnings: await warningsOf(db, policy, text), policy }
  } catch (error) {
    if (!(error instanceof BadDocument)) throw error
    return { errors: error.flaws, warnings: [], policy: null }
  }
}

/** What of a policy that can be used is worth a look, in the order of its lines. */
export async function warningsOf(db: Pool | Tx, policy: Policy, text: string): Promise<PlacedFlaw[]> {
  const [unknown = []] = await unknownNames(db, [policy])
  const named = new YamlDocument('policy', 'The policy', text).placed(unknown)
  return [...untestedIn(policy), ...named].sort((a, b) => a.line - b.line)
}

const untestedIn = (policy: Policy): PlacedFlaw[] =>
  untestedRules(policy).map((id) => ({
    line: policy.rules.find((rule) => rule.id === id)?.line ?? 1,
    column: 1,
    where: `rules.${policy.rules.findIndex((rule) => rule.id === id)}`,
    message: `no test shows that ${id} decides anything`,
  }))
