import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Tx } from '../../platform/database.ts'
import type { EffectName, GateEffect, Sla } from './effect.ts'
import type { Outcome } from './evaluate.ts'
import { ConflictCounts, type CountedConflict } from './live/count-conflicts.ts'
import { type DryRunCounts, differs, tally, zeroCounts } from './live/diff-outcomes.ts'
import { type ExampleRow, readExamples, type Seed } from './live/examples.ts'
import { judge } from './live/judge.ts'
import { visitOpenGroups } from './live/open-groups.ts'
import { keptEffects } from './live/outcome-store.ts'
import { covers, readPlaces } from './live/places.ts'
import { readPolicy } from './read-policy.ts'
import { type InForce, policiesInForce } from './store/policies-in-force.ts'
import { requireScope } from './store/scope.ts'

export interface DryRunWish {
  text: string
  scope: { kind: InForce['policy']['scope']; id?: string | undefined }
  /** Of the policy in force that it would replace; also one of the same name. */
  replaces?: string | undefined
}

export interface DryRun {
  findings: number
  changed: number
  counts: DryRunCounts
  byRule: { rule: string; effect: EffectName; findings: number }[]
  examples: ExampleRow[]
  conflicts: CountedConflict[]
  ms: number
  /** How many times a rule was asked. */
  evaluations: number
}

/** What was taken of a rule's effects, as examples show it. */
export interface OutcomeView {
  points: number
  sla: (Sla & { rule: string }) | null
  assign: string | null
  tags: string[]
  notify: string[]
  noise: string | null
  gate: GateEffect | null
  rules: string[]
}

const MOST_EXAMPLES = 20
const DRAFT = 'draft'

/**
 * What would change on the open findings that somebody may see if a text were in force: nothing is written. Effects of the gate are
 * counted as if each finding came in with a change. Throws `bad_policy`, `bad_scope`, `too_broad`.
 */
export async function dryRun(tx: Tx, wish: DryRunWish, visible: VisibleAssets): Promise<DryRun> {
  const begun = performance.now()
  const draft = await draftOf(tx, wish)
  const before = await policiesInForce(tx)
  const replaced = before.filter(
    ({ id, policy, source }) =>
      id === wish.replaces || (source !== 'repository' && policy.name === draft.policy.name),
  )
  const after = [...before.filter((one) => !replaced.includes(one)), draft]
  const places = (await readPlaces(tx, visible === 'all' ? undefined : visible)).filter((place) =>
    [draft, ...replaced].some((one) => covers(one, place)),
  )
  const run = new Run(draft.policy.name)
  await visitOpenGroups(tx, places, [before, after], (group) => {
    const [was, will] = group.sets
    if (was && will) run.add(judge(was, group), judge(will, group), group)
    run.evaluations += (was?.rules.length ?? 0) + (will?.rules.length ?? 0)
  })
  const examples = await readExamples(tx, run.seeds)
  return {
    findings: run.findings,
    changed: run.changed,
    counts: run.counts,
    byRule: run.byRule(),
    examples,
    conflicts: run.conflicts.all(),
    ms: Math.round(performance.now() - begun),
    evaluations: run.evaluations,
  }
}

async function draftOf(tx: Tx, { text, scope }: DryRunWish): Promise<InForce> {
  const policy = readPolicy('The policy', text)
  const { kind, id } = await requireScope(tx, scope)
  return {
    id: DRAFT,
    source: 'stored',
    scopeId: id,
    text,
    policy: { ...policy, scope: kind, bounded: false },
  }
}

class Run {
  findings = 0
  changed = 0
  evaluations = 0
  readonly counts = zeroCounts()
  readonly conflicts = new ConflictCounts()
  readonly seeds: Seed[] = []
  readonly #name: string
  readonly #byRule = new Map<string, { rule: string; effect: EffectName; findings: number }>()

  constructor(name: string) {
    this.#name = name
  }

  add(
    before: Outcome,
    after: Outcome,
    group: { count: number; unassigned: number; examples: Seed['of'] },
  ): void {
    const { count, unassigned, examples } = group
    this.findings += count
    this.#countRules(after, count)
    this.conflicts.add(
      after.conflicts.filter(({ taken, against }) => [taken.policy, against.policy].includes(this.#name)),
      count,
    )
    const [was, will] = [viewOf(before), viewOf(after)]
    if (!differs(was, will)) return
    this.changed += count
    tally(this.counts, was, will, { count, unassigned })
    this.#keep({ of: examples, before: was, after: will, count })
  }

  byRule() {
    return [...this.#byRule.values()].sort((a, b) => b.findings - a.findings)
  }

  #countRules(after: Outcome, findings: number): void {
    for (const { policy, rule, effect } of keptEffects(after)) {
      if (policy !== this.#name) continue
      const key = `${rule} ${effect}`
      const known = this.#byRule.get(key)
      if (known) known.findings += findings
      else this.#byRule.set(key, { rule, effect, findings })
    }
  }

  /** Those of the largest groups. */
  #keep(seed: Seed): void {
    this.seeds.push(seed)
    if (this.seeds.length < MOST_EXAMPLES * 10) return
    this.#trim()
  }

  #trim(): void {
    this.seeds.sort((a, b) => b.count - a.count)
    this.seeds.length = Math.min(this.seeds.length, MOST_EXAMPLES)
  }
}

function viewOf({ gate, rank, sla, assign, noise, tag, notify }: Outcome): OutcomeView {
  const named = [gate, rank, sla, assign, noise, ...tag, ...notify]
  return {
    points: rank?.value ?? 0,
    sla: sla ? { ...sla.value, rule: `${sla.policy}/${sla.rule}` } : null,
    assign: assign?.value ?? null,
    tags: tag.map(({ value }) => value),
    notify: notify.map(({ value }) => value),
    noise: noise?.value ?? null,
    gate: gate?.effect ?? null,
    rules: [...new Set(named.flatMap((one) => (one ? [`${one.policy}/${one.rule}`] : [])))],
  }
}
