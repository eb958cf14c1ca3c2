import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { PolicyOutcomes } from '../posture-index/policy-outcomes.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { Weakness } from '../posture-index/weakness.ts'
import type { FindingFilter } from './filter.ts'
import { keepSla } from './select-sla.ts'
import { textSearch } from './text-search.ts'

/** Says for each row of a block whether it passes; undefined = all rows do. The answer is valid until the next call. */
export type RowTest = (block: Block) => Uint8Array | undefined

/** Of a filter that asks nothing of single findings: their cells alone decide. */
export const ALL_ROWS: RowTest = () => undefined

/** The tests of a filter that look at single findings: text, rule, component, weakness, assignee, score, age. */
export function selectRows(posture: Posture, filter: FindingFilter, mine: readonly string[]): RowTest {
  const known = selectWeaknesses(posture.weaknesses, filter)
  const people = selectAssignees(posture.assignees, filter, mine)
  const outcomes = selectOutcomes(posture.outcomes, filter)
  const minScore = Math.ceil((filter.minScore ?? 0) * 10)
  const owners = selectOwners(posture.owners, filter)
  const sla = selectSla(filter)
  const times = timeRanges(filter)
  const search = filter.q ? textSearch(posture.weaknesses, filter.q) : undefined
  if (!known && !people && !owners && !sla && !outcomes && !search && minScore <= 0 && times.length === 0)
    return ALL_ROWS
  let passes = new Uint8Array(0)
  return (block) => {
    if (passes.length < block.size) passes = new Uint8Array(block.size * 2)
    const { size, scores } = block
    if (times.some((range) => isOutside(block, range))) return passes.fill(0, 0, size)
    if (minScore <= 0) passes.fill(1, 0, size)
    else for (let row = 0; row < size; row++) passes[row] = (scores[row] as number) >= minScore ? 1 : 0
    for (const { column, from, before } of times) keepBetween(passes, block[column], from, before)
    if (known) keepCodes(passes, block.weaknesses, known)
    if (people) keepCodes(passes, block.assignees, people)
    if (outcomes) keepCodes(passes, block.outcomes, outcomes)
    if (owners) keepCodes(passes, block.owners, owners)
    if (sla) keepSla(passes, block, posture.cells, sla)
    search?.(block, passes)
    return passes
  }
}

interface TimeRange {
  column: 'firstSeen' | 'fixed'
  from: number
  before: number
}

/** What is not fixed has the time 0 there. */
function timeRanges({ since, until, fixedSince, fixedUntil }: FindingFilter): TimeRange[] {
  const range = (column: TimeRange['column'], from?: string, before?: string): TimeRange[] =>
    from || before
      ? [
          {
            column,
            from: from ? Date.parse(from) : 1,
            before: before ? Date.parse(before) : Number.POSITIVE_INFINITY,
          },
        ]
      : []
  return [...range('firstSeen', since, until), ...range('fixed', fixedSince, fixedUntil)]
}

/** Whether none of the block's rows can be in; told for when they were first seen. */
function isOutside(block: Block, { column, from, before }: TimeRange): boolean {
  if (column !== 'firstSeen') return false
  const { least, most } = summaryOf(block).firstSeen
  return most < from || least >= before
}

function keepBetween(passes: Uint8Array, times: Float64Array, from: number, before: number): void {
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number
    if (time < from || time >= before) passes[row] = 0
  }
}

function keepCodes(passes: Uint8Array, codes: Uint32Array, known: Uint8Array): void {
  for (let row = 0; row < codes.length; row++)
    passes[row] = (passes[row] as number) & (known[codes[row] as number] as number)
}

/** For each outcome of policies 1 when it is asked for; undefined when the filter asks for none. */
function selectOutcomes(
  outcomes: PolicyOutcomes,
  { policy, policyRule }: FindingFilter,
): Uint8Array | undefined {
  if (!policy && !policyRule) return undefined
  const any = (wanted: string[] | undefined, given: readonly string[]): boolean =>
    !wanted || given.some((one) => wanted.includes(one))
  const passes = new Uint8Array(Math.max(1, outcomes.length))
  outcomes.forEach((one, id) => {
    if (one && any(policy, one.policies) && any(policyRule, one.rules)) passes[id] = 1
  })
  return passes
}

function selectSla({ sla, dueBefore }: FindingFilter) {
  if (!sla && dueBefore === undefined) return undefined
  return {
    sla: sla && new Set(sla),
    dueBefore: dueBefore === undefined ? Number.POSITIVE_INFINITY : Date.parse(dueBefore),
    now: Date.now(),
  }
}

/** For each owner 1 when they are asked for. */
function selectOwners(owners: readonly string[], { owner }: FindingFilter): Uint8Array | undefined {
  if (!owner) return undefined
  const wanted = new Set(owner.map((name) => name.toLowerCase()))
  return Uint8Array.from(owners, (name) => (wanted.has(name.toLowerCase() || 'none') ? 1 : 0))
}

/** For each assignee 1 when they are asked for. */
function selectAssignees(
  assignees: readonly string[],
  { assignee }: FindingFilter,
  mine: readonly string[],
): Uint8Array | undefined {
  if (!assignee) return undefined
  const wanted = new Set(assignee.flatMap((name) => (name === 'me' ? mine : name)))
  return Uint8Array.from(assignees, (id) => (wanted.has(id || 'none') ? 1 : 0))
}

/** For each weakness 1 when it passes; undefined when the filter asks nothing of it. */
function selectWeaknesses(weaknesses: readonly Weakness[], filter: FindingFilter): Uint8Array | undefined {
  const { rule, component, cwe, advisory } = filter
  if (!rule && !component && !cwe && !advisory) return undefined
  const cwes = cwe?.map(Number)
  const advisories = advisory?.map((name) => name.toUpperCase())
  return Uint8Array.from(weaknesses, (w) =>
    (!rule || rule.includes(w.rule)) &&
    (!component || (w.component !== null && component.includes(w.component))) &&
    (!cwes || w.cwes.some((id) => cwes.includes(id))) &&
    (!advisories || w.advisories.some((name) => advisories.includes(name.toUpperCase())))
      ? 1
      : 0,
  )
}
