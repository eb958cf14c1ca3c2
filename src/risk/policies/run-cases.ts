import { type Decision, PolicySet } from './evaluate.ts'
import { type Facts, noFacts } from './facts.ts'
import type { Case, Policy } from './policy.ts'

export interface CaseResult {
  name: string
  line: number
  passed: boolean
  expected: string
  /** The effect that came of it, with the rule that decided. */
  got: string
  /** Equally specific rules that contradict it. */
  conflicts: readonly string[]
}

/** Runs the cases that stand beside a policy's rules. Pure. */
export function runCases(policy: Policy): CaseResult[] {
  const rules = new PolicySet([policy])
  return policy.tests.map((test) => resultOf(test, rules.decide(factsOf(test))))
}

function resultOf({ name, line, expect, rule }: Case, decision: Decision | undefined): CaseResult {
  const effect = decision?.effect ?? 'none'
  const byRule = rule === undefined || rule === decision?.rule
  return {
    name,
    line,
    passed: effect === expect && byRule,
    expected: rule === undefined ? expect : `${expect} by ${rule}`,
    got: decision ? `${effect} by ${decision.rule}` : effect,
    conflicts: decision?.conflicts.map((one) => `${one.rule} (${one.effect})`) ?? [],
  }
}

/** The facts of a case: what it gives, and of the rest a new, open finding's. */
function factsOf({ given }: Case): Facts {
  const facts = noFacts()
  for (const [name, fields] of Object.entries(given)) Object.assign(facts[name as keyof Facts], fields)
  const { finding } = facts
  if (finding.tools.length === 0 && finding.tool) finding.tools = [finding.tool]
  return facts
}

/** Rules that no case expects a decision of: a policy is tested when there are none. */
export function untestedRules(policy: Policy): string[] {
  const set = new PolicySet([policy])
  const decided = new Set(policy.tests.map((test) => set.decide(factsOf(test))?.rule))
  return policy.rules.map(({ id }) => id).filter((id) => !decided.has(id))
}
