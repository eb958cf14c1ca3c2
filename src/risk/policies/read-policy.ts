import { type Flaw, flawOf, YamlDocument } from '../yaml-document.ts'
import { BadCondition, type Condition, parseCondition } from './condition.ts'
import { effectsOf } from './effect-values.ts'
import { FACTS } from './facts.ts'
import type { Case, Expectation, Policy, Rule } from './policy.ts'
import { type PolicyFile, policyFile } from './schema.ts'
import type { Target } from './target.ts'

/** A policy out of its YAML text. Throws one `bad_policy` (422) that says what is wrong at which line and column of `name`. */
export function readPolicy(name: string, text: string): Policy {
  const document = new YamlDocument('policy', name, text)
  const parsed = policyFile.safeParse(document.value())
  if (!parsed.success) throw document.refuse(parsed.error.issues.map(flawOf))
  const flaws: Flaw[] = [...repeated(parsed.data)]
  const rules = parsed.data.rules.map((rule, i) => ruleOf(rule, i, document, flaws))
  const tests = parsed.data.tests.map((test, i) => caseOf(test, document.lineOf(['tests', i])))
  const ids = new Set(rules.map(({ id }) => id))
  for (const [i, { rule }] of tests.entries())
    if (rule !== undefined && !ids.has(rule))
      flaws.push({ path: ['tests', i, 'rule'], message: `there is no rule ${rule}` })
  if (flaws.length > 0) throw document.refuse(flaws)
  const { policy, version, description } = parsed.data
  return { name: policy, version, description, rules, tests }
}

type RuleFile = PolicyFile['rules'][number]

function ruleOf(rule: RuleFile, i: number, document: YamlDocument, flaws: Flaw[]): Rule {
  const path = ['rules', i]
  const { effects, gateReason } = effectsOf(rule.then, [...path, 'then'], flaws)
  if (rule.when === undefined && rule.for === undefined)
    flaws.push({ path, message: 'this rule is about everything: give it a when or a for' })
  return {
    id: rule.id,
    line: document.lineOf(path),
    target: (rule.for ?? {}) as Target,
    applies: rule.applies,
    when: conditionOf(rule.when, [...path, 'when'], flaws),
    effects,
    reason: rule.why ?? (gateReason || (effects.noise ?? '')),
    gateReason,
    fix: rule.fix,
  }
}

function conditionOf(text: string | undefined, path: PropertyKey[], flaws: Flaw[]): Condition | undefined {
  if (text === undefined) return undefined
  try {
    return parseCondition(text)
  } catch (error) {
    if (!(error instanceof BadCondition)) throw error
    flaws.push({ path, message: error.message, at: error.at })
    return undefined
  }
}

function* repeated({ rules }: PolicyFile): Generator<Flaw> {
  const seen = new Set<string>()
  for (const [i, { id }] of rules.entries()) {
    if (seen.has(id)) yield { path: ['rules', i, 'id'], message: `there is a rule ${id} already` }
    seen.add(id)
  }
}

function caseOf(test: PolicyFile['tests'][number], line: number): Case {
  const given = Object.fromEntries(
    Object.keys(FACTS).flatMap((name) => {
      const value = (test as Record<string, unknown>)[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return { name: test.name, line, given, expect: test.expect as Expectation, rule: test.rule }
}
