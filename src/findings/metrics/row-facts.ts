import { DAY_MS } from '../../model/day.ts'
import type { FindingState } from '../../model/finding-state.ts'
import { SOON_MS, slaClock, slaState } from '../../model/sla-state.ts'
import { TOP_SCORE } from '../../model/top-score.ts'
import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import { keptOf } from '../posture-index/kept-of.ts'
import { stateThen } from '../posture-index/posture-as-of.ts'
import { historyOf, lastTouched, REOPENED, type StateHistory } from '../posture-index/state-history.ts'
import type { Window } from './window.ts'

/** What a window's figures ask of a block's rows. */
export interface RowFacts {
  /** {@link FACTS} as bits, and from {@link FLOW_SHIFT} on a place in {@link FLOWS}. */
  facts: Uint16Array
  /** Whole days since it was first seen. */
  ages: Uint16Array
  /** Tenths of days from first seen to fixed, where it was fixed within the window. */
  fixTenths: Uint16Array
  standing: Standing
}

export const FACTS = [
  'open',
  'opened',
  'reopened',
  'fixed',
  'tops',
  'withDueDate',
  'overdue',
  'dueSoon',
  'met',
  'missed',
  'comparable',
  'agreed',
] as const
export type Fact = (typeof FACTS)[number]
export const FLOW_SHIFT = FACTS.length

/** Why a row's being open differs from before the window; `decided` ended it, `undecided` brought it back. */
export const FLOWS = ['none', 'new', 'reopened', 'fixed', 'decided', 'undecided'] as const

const BIT = Object.fromEntries(FACTS.map((fact, n) => [fact, 1 << n])) as Record<Fact, number>
const TOP = 10 * TOP_SCORE
/** Ages and times to fix go up to here. */
export const MOST = 65_535

/** What does not depend on where a window begins. */
export interface Standing {
  facts: Uint16Array
  ages: Uint16Array
  /** From then on (ms) a due date has come nearer: it has to be made again. */
  until: number
}

const standing = new WeakMap<Block, Map<number, Standing>>()
const kept = new WeakMap<Standing, Map<string, RowFacts>>()
// Days, and windows that end with each, that a block's facts are kept for, some bytes a finding each: the overviews' and a few more.
const MOST_DAYS = 2
const MOST_WINDOWS = 4

/** Kept with the block, which is made anew with any change of its asset's findings. */
export function rowFacts(block: Block, cells: readonly Cell[], window: Window): RowFacts {
  const base = standingOf(block, cells, window)
  return keptOf(kept, base, `${window.first}`, {
    most: MOST_WINDOWS,
    make: () => make(block, cells, window, base),
  })
}

function standingOf(block: Block, cells: readonly Cell[], { to, last }: Window): Standing {
  const known = standing.get(block)?.get(last)
  if (known && to >= known.until) standing.get(block)?.delete(last)
  return keptOf(standing, block, last, {
    most: MOST_DAYS,
    make: () => makeStanding(block, cells, to, last),
  })
}

function makeStanding(block: Block, cells: readonly Cell[], to: number, last: number): Standing {
  const { size, firstSeen } = block
  const [facts, ages] = [new Uint16Array(size), new Uint16Array(size)]
  const comparable = seenByTwo(block, cells)
  for (let row = 0; row < size; row++) {
    const cell = cells[block.cells[row] as number] as Cell
    if (cell.absent) continue
    ages[row] = Math.min(MOST, Math.max(0, last - Math.floor((firstSeen[row] as number) / DAY_MS)))
    if (cell.state !== 'open') continue
    let own = openFacts(block, row, cell, to)
    if (comparable.has(cell.kind)) own |= cell.tools.length > 1 ? BIT.comparable | BIT.agreed : BIT.comparable
    facts[row] = own
  }
  return { facts, ages, until: nextDue(block, to) }
}

function make(block: Block, cells: readonly Cell[], { from, to }: Window, standing: Standing): RowFacts {
  const { size, firstSeen, fixed } = block
  const [facts, fixTenths] = [standing.facts.slice(), new Uint16Array(size)]
  const history = historyOf(block)
  const touched = lastTouched(block)
  for (let row = 0; row < size; row++) {
    // Nothing of it has changed within the window.
    if ((touched[row] as number) < from) continue
    const cell = cells[block.cells[row] as number] as Cell
    if (cell.absent) continue
    const first = firstSeen[row] as number
    let own = first >= from && first <= to ? BIT.opened : 0
    if (cell.state === 'fixed' && (fixed[row] as number) >= from) {
      own |= fixedFacts(block, row, cell)
      fixTenths[row] = Math.min(MOST, Math.round(Math.max(0, (fixed[row] as number) - first) / (DAY_MS / 10)))
    }
    if (cameBack(history, row, from, to)) own |= BIT.reopened
    facts[row] = (facts[row] as number) | own | (flowOf(block, history, row, cell, from - 1) << FLOW_SHIFT)
  }
  return { facts, ages: standing.ages, fixTenths, standing }
}

function openFacts({ scores, due }: Block, row: number, { paused }: Cell, now: number): number {
  let facts = BIT.open
  if ((scores[row] as number) >= TOP) facts |= BIT.tops
  if (due[row] === 0) return facts
  const sla = slaState(slaClock('open', paused, due[row] as number, 0), due[row] as number, now)
  facts |= BIT.withDueDate
  if (sla === 'overdue') facts |= BIT.overdue
  if (sla === 'due_soon') facts |= BIT.dueSoon
  return facts
}

function fixedFacts({ fixed, due }: Block, row: number, { paused }: Cell): number {
  if (due[row] === 0) return BIT.fixed
  const met = slaClock('fixed', paused, due[row] as number, fixed[row] as number) === 'met'
  return BIT.fixed | (met ? BIT.met : BIT.missed)
}

/** Kinds that two or more tools saw something of in this asset. */
function seenByTwo(block: Block, cells: readonly Cell[]): Set<string> {
  const tools = new Map<string, Set<string>>()
  for (const code of summaryOf(block).cells) {
    const cell = cells[code]
    if (!cell || cell.absent) continue
    const known = tools.get(cell.kind) ?? new Set()
    tools.set(cell.kind, known)
    for (const tool of cell.tools) known.add(tool)
  }
  return new Set([...tools].filter(([, known]) => known.size > 1).map(([kind]) => kind))
}

function cameBack({ starts, at, what }: StateHistory, row: number, from: number, to: number): boolean {
  for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++)
    if (what[i] === REOPENED && (at[i] as number) >= from && (at[i] as number) <= to) return true
  return false
}

function flowOf(block: Block, history: StateHistory, row: number, { state }: Cell, before: number): number {
  const then = stateThen(block, history, row, before)
  return then ? FLOWS.indexOf(flowName(then.state, state)) : 0
}

function flowName(before: FindingState | 'absent', now: FindingState): (typeof FLOWS)[number] {
  if ((before === 'open') === (now === 'open')) return 'none'
  if (before === 'open') return now === 'fixed' ? 'fixed' : 'decided'
  if (before === 'absent') return 'new'
  return before === 'fixed' ? 'reopened' : 'undecided'
}

/** The next moment at which something becomes due, or due soon. */
function nextDue({ due }: Block, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const at of due) {
    if (at > now && at < next) next = at
    if (at - SOON_MS > now && at - SOON_MS < next) next = at - SOON_MS
  }
  return next
}
