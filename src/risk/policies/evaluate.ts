import { type CelFacts, celFacts } from './condition.ts'
import { type Effect, strictness } from './effect.ts'
import type { Facts } from './facts.ts'
import type { Policy, Rule } from './policy.ts'
import { isTargeted, specificity } from './target.ts'

export interface Decision {
  effect: Effect
  policy: string
  rule: string
  reason: string
  fix: string | undefined
  /** Rules that hold too, and that a more specific one overrules. */
  overruled: readonly RuleName[]
  /**
   * Rules that hold too, are as specific and contradict it: one says that it is nothing, another that it is something. To warn, to ask
   * for a review and to block are steps of one stair, of which the highest is taken.
   */
  conflicts: readonly RuleName[]
}

export interface RuleName {
  policy: string
  rule: string
  effect: Effect
}

interface Entry {
  policy: string
  rule: Rule
  specificity: number
}

/** Rules of one or several policies, ready to be asked. */
export class PolicySet {
  readonly #entries: readonly Entry[]

  constructor(policies: readonly Policy[]) {
    this.#entries = policies.flatMap(({ name, rules }) =>
      rules.map((rule) => ({ policy: name, rule, specificity: specificity(rule.target) })),
    )
  }

  /**
   * What the rules make of one finding; undefined where none holds. Of the rules that hold the most specific decides; of equally
   * specific ones the strictest, and of equally strict ones the first. Pure: the same facts, the same decision.
   */
  decide(facts: Facts): Decision | undefined {
    // Made only for rules whose target and age fit: most need no condition asked.
    let cel: CelFacts | undefined
    const holding = this.#entries.filter(({ rule }) => {
      if (!isAbout(rule, facts) || !isTargeted(rule.target, facts)) return false
      if (!rule.when) return true
      cel ??= celFacts(facts)
      return rule.when.holds(cel)
    })
    const best = holding.reduce<Entry | undefined>((a, b) => (a && !isStronger(b, a) ? a : b), undefined)
    if (!best) return undefined
    const others = holding.filter((entry) => entry.rule.effect !== best.rule.effect)
    const { id, effect, reason, fix } = best.rule
    return {
      effect,
      policy: best.policy,
      rule: id,
      reason,
      fix,
      overruled: others.filter((entry) => entry.specificity < best.specificity).map(nameOf),
      conflicts: others
        .filter((entry) => entry.specificity === best.specificity && contradicts(entry.rule, best.rule))
        .map(nameOf),
    }
  }
}

const isAbout = ({ applies }: Rule, { finding }: Facts): boolean =>
  applies === 'all' || (applies === 'new') === finding.isNew

const contradicts = (a: Rule, b: Rule): boolean => (a.effect === 'ignore') !== (b.effect === 'ignore')

const isStronger = (a: Entry, b: Entry): boolean =>
  a.specificity === b.specificity
    ? strictness(a.rule.effect) > strictness(b.rule.effect)
    : a.specificity > b.specificity

const nameOf = ({ policy, rule }: Entry): RuleName => ({ policy, rule: rule.id, effect: rule.effect })
