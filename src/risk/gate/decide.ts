import { type Decision, PolicySet } from '../policies/evaluate.ts'
import type { Policy } from '../policies/policy.ts'
import type { Baseline } from './baseline.ts'
import type { GateProblem, Reports } from './collect.ts'
import { fixOf } from './fix-of.ts'
import { type Change, findingMaker, type GateFinding, type Signals } from './gate-finding.ts'
import { group, type Member } from './group.ts'
import { seenOf } from './seen.ts'
import { standings } from './standing.ts'
import type { Counts, JudgedFinding, Verdict } from './verdict.ts'

export interface GateInput {
  reports: Reports
  /** Undefined: nothing to compare with, everything counts as new. */
  baseline: Baseline | undefined
  /** Secrets are compared by their hash with a baseline that was read with the same key, else by what is shown of them. */
  secretsBy: 'hash' | 'mask'
  policies: readonly Policy[]
  signals: Signals
  change: Change
  asset: string | null
  warnOnly: boolean
  grace: Grace
  /** Milliseconds. */
  now: number
}

/** How long what the target has already may go on although a policy blocks it. */
export interface Grace {
  /** Since it was first seen; what nobody knows the age of is within it. */
  days: number | undefined
  /** Milliseconds. */
  until: number | undefined
}

/** Reads no clock, disk or network: the same input, the same verdict. */
export function decide(input: GateInput): Verdict {
  const members = input.reports.told.map((told, i): Member => {
    // Padded, because the oldest of a group is the one whose name sorts first.
    const id = String(i).padStart(9, '0')
    return { ...told, seen: seenOf(id, told.tool, told.observation, input.secretsBy) }
  })
  const standing = standings(members, input.baseline, input.now, input.reports.tools)
  const make = findingMaker(input.baseline, input.signals, input.change)
  const rules = new PolicySet(input.policies)
  const findings = group(members)
    .map((one) => make(one, standing.of(one)))
    .map((finding) => judge(finding, rules.decide(finding.facts), input))
    .sort(byUrgency)
  const counts = count(findings, standing.fixed)
  return {
    ...outcome(counts, input),
    counts,
    findings,
    problems: [...unknownTools(input), ...input.reports.problems],
    problemCount: unknownTools(input).length + input.reports.problemCount,
    policy: {
      name: input.policies.map(({ name }) => name).join(' + '),
      version: input.policies.map(({ version }) => version).join(' + '),
    },
    baseline: input.baseline?.name ?? null,
    asset: input.asset,
    override: null,
  }
}

/** A scanner that is run for the first time has nothing to be compared with. */
function unknownTools({ reports, baseline }: GateInput): GateProblem[] {
  if (!baseline) return []
  return [...reports.tools]
    .filter((tool) => !baseline.tools.has(tool) && reports.told.some((one) => one.tool === tool))
    .map((tool) => ({
      file: baseline.name,
      where: '',
      message: `the baseline has nothing of ${tool}: all that it shows counts as new, unless another tool knew it`,
    }))
}

function judge(
  { facts: { finding }, place, members, standing }: GateFinding,
  decision: Decision | undefined,
  input: GateInput,
): JudgedFinding {
  const all = members.map(({ observation }) => observation)
  const common = {
    finding,
    place,
    endLine: all.find((o) => o.location?.line === finding.line)?.location?.endLine ?? 0,
    fix: fixOf(decision?.fix, all),
    overruled: decision?.overruled ?? [],
    conflicts: decision?.conflicts ?? [],
    policy: decision?.policy ?? null,
    rule: decision?.rule ?? null,
    excused: null,
  }
  // What people have decided stands above the rules.
  if (standing.state !== 'open')
    return {
      ...common,
      policy: null,
      rule: null,
      effect: 'ignore',
      reason: `${WORD[standing.state]}: ${standing.decided}`,
    }
  if (!decision) return { ...common, effect: 'none', reason: '' }
  const excused = decision.effect === 'block' ? excuseOf(finding, input) : null
  return { ...common, effect: excused ? 'warn' : decision.effect, excused, reason: decision.reason }
}

const WORD = { accepted: 'accepted', false_positive: 'false positive' } as const

function excuseOf(
  finding: JudgedFinding['finding'],
  { warnOnly, grace, now }: GateInput,
): JudgedFinding['excused'] {
  if (warnOnly) return 'warn-only'
  if (finding.isNew) return null
  const young = grace.days !== undefined && finding.ageDays <= grace.days
  return young || (grace.until !== undefined && now < grace.until) ? 'grace' : null
}

const ORDER = { block: 0, review: 1, warn: 2, none: 3, ignore: 4 } as const

const byUrgency = (a: JudgedFinding, b: JudgedFinding): number =>
  ORDER[a.effect] - ORDER[b.effect] ||
  Number(b.finding.isNew) - Number(a.finding.isNew) ||
  b.finding.score - a.finding.score ||
  (a.finding.id < b.finding.id ? -1 : 1)

function count(findings: readonly JudgedFinding[], fixed: number): Counts {
  const number = (holds: (one: JudgedFinding) => boolean): number => findings.filter(holds).length
  return {
    new: number(({ finding }) => finding.isNew),
    old: number(({ finding }) => !finding.isNew),
    fixed,
    blocked: number(({ effect }) => effect === 'block'),
    warned: number(({ effect }) => effect === 'warn'),
    review: number(({ effect }) => effect === 'review'),
    ignored: number(({ effect }) => effect === 'ignore'),
  }
}

/** A missing part decides nothing where it could turn the verdict: of a report towards blocked, of a baseline towards pass. */
function outcome(counts: Counts, { reports, baseline }: GateInput): Pick<Verdict, 'verdict' | 'summary'> {
  if (counts.blocked > 0 && baseline?.incomplete)
    return { verdict: 'undecided', summary: 'The baseline is incomplete: what looks new may be old.' }
  if (counts.blocked > 0) {
    const things = counts.blocked === 1 ? '1 finding blocks' : `${counts.blocked} findings block`
    return { verdict: 'blocked', summary: `${things} this change.` }
  }
  if (reports.incomplete)
    return { verdict: 'undecided', summary: 'A report is incomplete: what it does not show may be there.' }
  const rest = [
    counts.review > 0 && `${counts.review} to review`,
    counts.warned > 0 && `${counts.warned} to look at`,
  ].filter(Boolean)
  return {
    verdict: 'pass',
    summary: rest.length > 0 ? `Nothing blocks; ${rest.join(', ')}.` : 'Nothing blocks.',
  }
}
