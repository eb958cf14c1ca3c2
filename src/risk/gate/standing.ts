import { DAY_MS } from '../../model/day.ts'
import type { Baseline, BaselineEntry } from './baseline.ts'
import { compare } from './compare.ts'
import type { Member } from './group.ts'

/** How a finding of now stands to what was known. */
export interface Standing {
  isNew: boolean
  state: 'open' | 'accepted' | 'false_positive'
  /** Whose word the state is, and why; empty while it is open. */
  decided: string
  /** 0 for a new one, -1 where nobody says since when. */
  ageDays: number
}

/** Compares all observations with a baseline, then tells of each group how it stands. `now` in milliseconds; `looked` = tools that ran. Pure. */
export function standings(
  members: readonly Member[],
  baseline: Baseline | undefined,
  now: number,
  looked: ReadonlySet<string>,
): { of(group: readonly Member[]): Standing; fixed: number } {
  const seen = members.map((member) => member.seen)
  const target = (baseline?.entries ?? []).filter(({ onTarget }) => onTarget)
  const known = compare(seen, target)
  const decided = compare(
    seen,
    (baseline?.entries ?? []).filter(({ decision }) => decision !== null),
  )
  const tools = baseline?.tools ?? new Set()
  return {
    fixed: countFixed(target, [...known.values()], looked),
    of(group) {
      const entries = group.flatMap(({ seen: { id } }) => known.get(id) ?? [])
      // A tool that looked before and did not see it makes it new, though another tool saw something like it there.
      const isNew =
        entries.length === 0 || group.some((one) => !known.has(one.seen.id) && tools.has(one.tool))
      const times = entries.flatMap(({ firstSeen }) => (firstSeen ? [Date.parse(firstSeen)] : []))
      const age = times.length > 0 ? Math.max(0, (now - Math.min(...times)) / DAY_MS) : -1
      return { isNew, ageDays: isNew ? 0 : age, ...stateOf(group, decided) }
    },
  }
}

function stateOf(
  group: readonly Member[],
  decided: ReadonlyMap<string, BaselineEntry>,
): Pick<Standing, 'state' | 'decided'> {
  const decision = group.map(({ seen }) => decided.get(seen.id)?.decision).find(Boolean)
  if (decision) return { state: decision.state, decided: decision.reason || 'decided on the server' }
  const verdicts = group.map(({ observation: { verdict } }) => verdict)
  const [first] = verdicts
  // One tool's suppression does not speak for the others.
  if (
    first &&
    verdicts.every((verdict) => verdict && verdict.state !== 'open' && verdict.state !== 'fixed')
  ) {
    const state = first.state === 'false_positive' ? 'false_positive' : 'accepted'
    return { state, decided: `${first.source}${first.reason ? `: ${first.reason}` : ''}` }
  }
  return { state: 'open', decided: '' }
}

/** Findings of the target none of whose observations is seen any more, as far as the same tools looked. */
function countFixed(
  before: readonly BaselineEntry[],
  known: readonly BaselineEntry[],
  tools: ReadonlySet<string>,
): number {
  const there = new Set(known.map(({ finding }) => finding))
  const gone = new Map<string, boolean>()
  for (const { finding, tool } of before)
    if (!there.has(finding)) gone.set(finding, (gone.get(finding) ?? true) && tools.has(tool))
  return [...gone.values()].filter(Boolean).length
}
