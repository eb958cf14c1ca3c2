import type { Observation } from '../../model/observation.ts'
import type { RuleTable } from './rule-table.ts'
import { ruleTables } from './rule-tables.ts'

interface Rules {
  rated: boolean
  byTitle: boolean
  byName: Map<string, readonly number[]>
  besides: Map<string, readonly number[]>
}

const named = (rules: RuleTable['rules']): Map<string, readonly number[]> =>
  new Map(Object.entries(rules).map(([rule, cwes]) => [rule.toLowerCase(), [cwes].flat()] as const))

const rulesOf = (table: RuleTable): Rules => ({
  rated: table.rated === true,
  byTitle: table.titles === true,
  byName: named(table.rules),
  besides: named(table.besides ?? {}),
})

const byTool = new Map<string, Rules>(
  ruleTables.flatMap((table) => {
    const rules = rulesOf(table)
    return table.tools.map((tool) => [tool, rules] as const)
  }),
)

/** A secret in code that others can read: CWE-798, use of hard-coded credentials. */
const HARD_CODED = [798] as const

const NONE: readonly number[] = []

export type WeaknessesOfRule = typeof weaknessesOfRule

/**
 * The CWEs of a result: those that its report names, and what the tables say that its rule looks for besides. Where the report names none
 * those of its rule, by the tables of what tools' rules look for; a secret found in a file is one that is hard-coded. `tools` are the
 * names under which its tool may be known: its own, the format's. Empty where no table has the rule.
 */
export function weaknessesOfRule(
  { kind, rule, title, severity, location, cwes }: Observation,
  tools: readonly (string | undefined)[],
): readonly number[] {
  if (cwes) {
    const more = rulesFor(rule, tools)?.besides
    return more?.size ? [...new Set([...cwes, ...(lookUp(more, rule) ?? NONE)])] : cwes
  }
  if (kind === 'secret') return location ? HARD_CODED : NONE
  const rules = rulesFor(rule, tools)
  if (!rules || (rules.rated && severity === 'info')) return NONE
  return lookUp(rules.byName, rule) ?? (rules.byTitle ? lookUp(rules.byName, title) : undefined) ?? NONE
}

/** Tools that run others put their name before the rule: `gosec:G104`, `bandit.B105`. */
function rulesFor(rule: string, tools: readonly (string | undefined)[]): Rules | undefined {
  const end = rule.search(/[.:/]/)
  const inner = end > 0 ? byTool.get(rule.slice(0, end).toLowerCase()) : undefined
  if (inner) return inner
  for (const tool of tools) {
    const rules = tool === undefined ? undefined : (byTool.get(tool) ?? byTool.get(nameOf(tool)))
    if (rules) return rules
  }
  return undefined
}

const nameOf = (tool: string): string =>
  tool
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')

/**
 * A name as it is; without its language or plugin (`java:S2076`); without its parts: `Insecure Randomness: Poor Seed` is an insecure
 * randomness, `Security.BadFunctions.EasyXSS.EchoVar` an EasyXSS.
 */
function lookUp(byName: Rules['byName'], given: string): readonly number[] | undefined {
  const name = given.toLowerCase()
  const whole = byName.get(name)
  if (whole) return whole
  const [colon, slash, dot] = [name.lastIndexOf(':'), name.lastIndexOf('/'), name.lastIndexOf('.')]
  const last = Math.max(colon, slash, dot)
  if (last <= 0) return undefined
  return byName.get(name.slice(last + 1)) ?? byName.get(name.slice(0, Math.max(colon, dot)))
}
