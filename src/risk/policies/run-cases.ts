import { type Outcome, PolicySet } from './evaluate.ts'
import { type Facts, noFacts } from './facts.ts'
import type { Case, Expectation, Policy } from './policy.ts'

export interface CaseResult {
  name: string
  line: number
  passed: boolean
  expected: string
  /** What came of it, with the rules that decided. */
  got: string
  /** Equally specific rules that contradict it. */
  conflicts: readonly string[]
}

/** Runs the cases that stand beside a policy's rules. Pure. */
export function runCases(policy: Policy): CaseResult[] {
  const rules = new PolicySet([policy])
  return policy.tests.map((test) => resultOf(test, rules.outcome(factsOf(test))))
}

/** What each family came to: the value that a case may expect, and the rules that gave it. */
const CAME_TO: { [Name in keyof Expectation]-?: (outcome: Outcome) => Came } = {
  gate: ({ gate }) => ({ value: gate?.effect ?? 'none', rules: gate ? [gate.rule] : [] }),
  rank: ({ rank }) => ({ value: rank?.value ?? 0, rules: rank ? [rank.rule] : [] }),
  sla: ({ sla }) => ({ value: sla?.value.days ?? 'none', rules: sla ? [sla.rule] : [] }),
  assign: ({ assign }) => ({ value: assign?.value ?? 'none', rules: assign ? [assign.rule] : [] }),
  tag: ({ tag }) => ({ value: listed(tag.map(({ value }) => value)), rules: tag.map(({ rule }) => rule) }),
  notify: ({ notify }) => ({
    value: listed(notify.map(({ value }) => value)),
    rules: notify.map(({ rule }) => rule),
  }),
  noise: ({ noise }) => ({ value: noise !== undefined, rules: noise ? [noise.rule] : [] }),
}

interface Came {
  value: string | number | boolean
  rules: readonly string[]
}

const listed = (values: readonly string[]): string => values.toSorted().join(', ') || 'none'

const wantedOf = (value: NonNullable<Expectation[keyof Expectation]>): string | number | boolean =>
  typeof value === 'object' ? listed(value) : value

function resultOf({ name, line, expect, rule }: Case, outcome: Outcome): CaseResult {
  const asked = (Object.keys(CAME_TO) as (keyof Expectation)[]).flatMap((family) => {
    const wanted = expect[family]
    return wanted === undefined ? [] : [{ family, wanted: wantedOf(wanted), came: CAME_TO[family](outcome) }]
  })
  const byRule = rule === undefined || asked.some(({ came }) => came.rules.includes(rule))
  const label = (family: string) => (family === 'gate' ? '' : `${family} `)
  const by = (rules: readonly string[]) => (rules.length > 0 ? ` by ${[...new Set(rules)].join(', ')}` : '')
  return {
    name,
    line,
    passed: byRule && asked.every(({ wanted, came }) => came.value === wanted),
    expected: `${asked.map(({ family, wanted }) => `${label(family)}${wanted}`).join(', ')}${rule === undefined ? '' : ` by ${rule}`}`,
    got: asked.map(({ family, came }) => `${label(family)}${came.value}${by(came.rules)}`).join(', '),
    conflicts: outcome.conflicts.map(({ against }) => `${against.rule} (${against.effect})`),
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

/** Rules that no case sees decide anything: a policy is tested when there are none. */
export function untestedRules(policy: Policy): string[] {
  const set = new PolicySet([policy])
  const decided = new Set(policy.tests.flatMap((test) => decidingRules(set.outcome(factsOf(test)))))
  return policy.rules.map(({ id }) => id).filter((id) => !decided.has(id))
}

const decidingRules = (outcome: Outcome): string[] =>
  Object.values(CAME_TO).flatMap((came) => [...came(outcome).rules])
