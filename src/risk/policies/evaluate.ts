import { type CelFacts, celFacts } from './condition.ts'
import {
  type EffectName,
  type Effects,
  type FamilyName,
  type GateEffect,
  SCOPES,
  type Sla,
} from './effect.ts'
import type { Facts } from './facts.ts'
import { FAMILIES } from './families.ts'
import type { Policy, Rule } from './policy.ts'
import { specificity, TARGET_FACTS, type TargetName, targetTest } from './target.ts'

export interface Decision {
  effect: GateEffect
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
  effect: EffectName
}

/** A value with the rule that gave it. */
export interface Taken<Value> {
  value: Value
  policy: string
  rule: string
  reason: string
}

export interface Conflict {
  taken: RuleName
  against: RuleName
}

/** What all rules together make of one finding. */
export interface Outcome {
  gate?: Decision
  rank?: Taken<number>
  sla?: Taken<Sla>
  assign?: Taken<string>
  noise?: Taken<string>
  tag: readonly Taken<string>[]
  notify: readonly Taken<string>[]
  conflicts: readonly Conflict[]
}

interface Entry {
  policy: string
  rule: Rule
  isTargeted: ((facts: Facts) => boolean) | undefined
  /** The scope first, then what the rule names. */
  specificity: number
  bounded: boolean
}

interface Choice {
  best: Entry
  /** The others of the family that hold. */
  others: readonly Entry[]
}

const SINGLE = ['gate', 'rank', 'sla', 'assign', 'noise'] as const
// More than any target's specificity.
const SCOPE_STEP = 2 ** 12
const NOTHING: Outcome = { tag: [], notify: [], conflicts: [] }

/** Rules of one or several policies, ready to be asked. Pure: the same facts, the same answer. */
export class PolicySet {
  readonly #entries: readonly Entry[]
  /** Facts that its rules look at, such as `finding.severity`. */
  readonly uses: ReadonlySet<string>

  constructor(policies: readonly Policy[]) {
    this.#entries = policies.flatMap(({ name, rules, scope = 'everything', bounded = false }) =>
      rules.map((rule) => ({
        policy: name,
        rule,
        isTargeted: targetTest(rule.target),
        specificity: SCOPES.indexOf(scope) * SCOPE_STEP + specificity(rule.target),
        bounded,
      })),
    )
    this.uses = new Set(this.#entries.flatMap(({ rule }) => [...factsOf(rule)]))
  }

  get rules(): readonly Rule[] {
    return this.#entries.map(({ rule }) => rule)
  }

  /**
   * What the gate makes of one finding; undefined where no rule with one of its effects holds. Of the rules that hold the most specific
   * decides; of equally specific ones the strictest, and of equally strict ones the first.
   */
  decide(facts: Facts, cel?: CelFacts): Decision | undefined {
    const gating = ({ effects }: Rule): boolean => effects.gate !== undefined
    return decisionOf(choose('gate', this.#holding(facts, gating, cel), facts))
  }

  /**
   * What the rules make of one finding in all. `cel` may stand in for facts that are CEL's already; texts and lists of texts are the same
   * in both.
   */
  outcome(facts: Facts, cel?: CelFacts): Outcome {
    const holding = this.#holding(facts, () => true, cel)
    if (holding.length === 0) return NOTHING
    const single: Record<string, unknown> = {}
    const conflicts: Conflict[] = []
    for (const name of SINGLE) {
      const choice = choose(name, holding, facts)
      if (!choice) continue
      single[name] = name === 'gate' ? decisionOf(choice) : taken(choice.best, choice.best.rule.effects[name])
      const winner = nameOf(name, choice.best)
      conflicts.push(...conflictsOf(name, choice).map((against) => ({ taken: winner, against })))
    }
    return { ...single, tag: added('tag', holding), notify: added('notify', holding), conflicts }
  }

  #holding(facts: Facts, wanted: (rule: Rule) => boolean, given?: CelFacts): Entry[] {
    // Made only for rules whose target fits: most need no condition asked.
    let cel = given
    const holding: Entry[] = []
    for (const entry of this.#entries) {
      const { rule, isTargeted } = entry
      if (!wanted(rule) || (isTargeted && !isTargeted(facts))) continue
      if (rule.when) {
        cel ??= celFacts(facts)
        if (!rule.when.holds(cel)) continue
      }
      holding.push(entry)
    }
    return holding
  }
}

function* factsOf({ target, when }: Rule): Generator<string> {
  for (const name of Object.keys(target)) yield TARGET_FACTS[name as TargetName]
  if (when) yield* when.uses
}

/** Only effects at the gate ask whether a change brings a finding in. */
const isAbout = (family: FamilyName, { applies }: Rule, { finding }: Facts): boolean =>
  family !== 'gate' || applies === 'all' || (applies === 'new') === finding.isNew

function choose(family: FamilyName, holding: readonly Entry[], facts: Facts): Choice | undefined {
  const mine = holding.filter(
    ({ rule }) => rule.effects[family] !== undefined && isAbout(family, rule, facts),
  )
  if (mine.length === 0) return undefined
  const free = strongest(
    family,
    mine.filter(({ bounded }) => !bounded),
  )
  const bounded = strongest(
    family,
    mine.filter((entry) => entry.bounded),
  )
  const best = bounded && FAMILIES[family].tightens(bounded.rule.effects, free?.rule.effects) ? bounded : free
  return best && { best, others: mine.filter((entry) => entry !== best) }
}

function strongest(family: FamilyName, entries: readonly Entry[]): Entry | undefined {
  const strict = ({ rule }: Entry) => FAMILIES[family].strictness(rule.effects)
  const isStronger = (a: Entry, b: Entry): boolean =>
    a.specificity === b.specificity ? strict(a) > strict(b) : a.specificity > b.specificity
  return entries.reduce<Entry | undefined>((a, b) => (a && !isStronger(b, a) ? a : b), undefined)
}

function decisionOf(choice: Choice | undefined): Decision | undefined {
  if (!choice) return undefined
  const { best } = choice
  const others = choice.others.filter(({ rule }) => rule.effects.gate !== best.rule.effects.gate)
  const { id, effects, gateReason: reason, fix } = best.rule
  return {
    effect: effects.gate as GateEffect,
    policy: best.policy,
    rule: id,
    reason,
    fix,
    overruled: others
      .filter((entry) => entry.specificity < best.specificity)
      .map((entry) => nameOf('gate', entry)),
    conflicts: conflictsOf('gate', choice),
  }
}

const conflictsOf = (family: FamilyName, { best, others }: Choice): RuleName[] =>
  others
    .filter(
      ({ specificity: other, rule }) =>
        other === best.specificity && FAMILIES[family].contradicts(rule.effects, best.rule.effects),
    )
    .map((entry) => nameOf(family, entry))

/** Every value once, by the most specific rule that gives it. */
function added(family: 'tag' | 'notify', holding: readonly Entry[]): Taken<string>[] {
  const made = new Map<string, Entry>()
  for (const entry of holding)
    for (const value of entry.rule.effects[family] ?? []) {
      const before = made.get(value)
      if (!before || before.specificity < entry.specificity) made.set(value, entry)
    }
  return [...made].map(([value, entry]) => taken(entry, value)).sort((a, b) => (a.value < b.value ? -1 : 1))
}

const taken = <Value>({ policy, rule }: Entry, value: Value): Taken<Value> => ({
  value,
  policy,
  rule: rule.id,
  reason: rule.reason,
})

const nameOf = (family: FamilyName, { policy, rule }: Entry): RuleName => ({
  policy,
  rule: rule.id,
  effect: effectName(family, rule.effects),
})

const effectName = (family: FamilyName, { gate }: Effects): EffectName =>
  family === 'gate' ? (gate as GateEffect) : family
