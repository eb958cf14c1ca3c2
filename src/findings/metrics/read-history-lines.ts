import { DAY_MS, dayOf } from '../../model/day.ts'
import { type FindingState, STATES } from '../../model/finding-state.ts'
import type { Slice } from '../../model/slice.ts'
import type { Pool } from '../../platform/database.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { FindingFilter } from '../queries/filter.ts'
import type { Reader } from '../queries/reader.ts'
import { ALL_ROWS } from '../queries/select-rows.ts'
import { type Selection, select } from '../queries/selection.ts'
import { begins, type Caveat, notRecorded } from './caveats.ts'
import { cellFlows, STEPS, stepOf } from './cell-flows.ts'
import { cellTallies } from './cell-tallies.ts'
import { type Link, linkTo } from './figures.ts'
import { isRecorded, recordedRisk } from './recorded-risk.ts'
import { narrowed } from './search-of.ts'
import { type Flows, sharedFlows } from './shared-flows.ts'
import { type Group, type Slicer, slicer } from './slicer.ts'
import { stateWalk } from './state-walk.ts'
import { BY_CELL, BY_CELL_OR_ASSET } from './tally.ts'
import { openDay, type Window, windowOf } from './window.ts'

export type Measure = 'open' | 'opened' | 'fixed' | 'reopened' | 'risk'

export interface HistoryQuery extends FindingFilter {
  /** Length of the window that ends with the day. */
  days: number
  measure: Measure
  by?: Slice
  /** Lines at most; the rest is added up as `other`. */
  limit: number
}

export interface HistoryLine {
  id: string
  label: string
  /** One a day; null = not recorded for that day. */
  points: (number | null)[]
  link: Link
}

export interface HistoryLines {
  measure: Measure
  /** ISO dates. */
  days: string[]
  lines: HistoryLine[]
  caveats: Caveat[]
}

/** A measure day by day of what a filter asks for, one line a group. A filter's `state` is the state that `open` counts. Throws `future_day`. */
export async function readHistoryLines(
  pool: Pool,
  query: HistoryQuery,
  reader: Reader,
): Promise<HistoryLines> {
  return historyLines(windowOf(await openDay(pool, query.asOf), query.days), query, reader)
}

export function historyLines(
  window: Window,
  { days, measure, by, limit, asOf: _, state, ...filter }: HistoryQuery,
  reader: Reader,
): HistoryLines {
  const selection = select(window.posture, filter, reader)
  const cut = slicer(window, by)
  const { sums, caveats } =
    measure === 'risk'
      ? riskLines(selection, filter, by, cut, window)
      : {
          sums: countDays(
            selection,
            { slice: by, slicer: cut },
            window,
            COUNTERS[measure](state ?? ['open']),
          ),
          caveats: [],
        }
  const asOf = window.past
  const lines = cut.groups.map((group, n) => {
    const behind = {
      filter: narrowed(filter, group.where),
      from: window.from,
      ...(asOf !== undefined && { asOf }),
    }
    return {
      ...lineOf(group, sums[n]),
      link: linkTo(behind, { state: measure === 'fixed' ? ['fixed'] : (state ?? ['open']) }),
    }
  })
  return {
    measure,
    days: Array.from({ length: days }, (_, i) => dayOf((window.first + i) * DAY_MS)),
    lines: longest(lines, limit),
    caveats,
  }
}

const lineOf = ({ id, label }: Group, points: (number | null)[] | undefined) => ({
  id,
  label,
  points: points ?? [],
})

/** Adds what a finding's coming into a state does to a day's number, given the state before (undefined: it was not there). */
type Counter = (state: FindingState, before: FindingState | undefined) => number
/** `kept` = the number goes on to the next day. */
interface Counting {
  kept: boolean
  count: Counter
}

const COUNTERS: Record<Exclude<Measure, 'risk'>, (states: readonly FindingState[]) => Counting> = {
  open: (states) => ({
    kept: true,
    count: (state, before) =>
      Number(states.includes(state)) - Number(before !== undefined && states.includes(before)),
  }),
  opened: () => ({ kept: false, count: (_, before) => Number(before === undefined) }),
  fixed: () => ({ kept: false, count: (state, before) => Number(state === 'fixed' && before !== 'fixed') }),
  reopened: () => ({
    kept: false,
    count: (state, before) => Number(before === 'fixed' && state !== 'fixed'),
  }),
}

function countDays(
  { posture, blocks, cellFails, test }: Selection,
  { slice, slicer: { groups, of } }: { slice: Slice | undefined; slicer: Slicer },
  { first, last }: Window,
  { kept, count }: Counting,
): number[][] {
  const size = last - first + 1
  const lines: Float64Array[] = []
  const lineAt = (group: number): Float64Array => {
    const line = lines[group] ?? new Float64Array(size)
    lines[group] = line
    return line
  }
  const changes = changesOf(count)
  const add = (day: number, change: number, inGroups: readonly number[]): void => {
    if (change === 0 || day >= size || (day < 0 && !kept)) return
    for (const group of inGroups) (lineAt(group)[Math.max(0, day)] as number) += change
  }
  const addAll = (
    { days, steps, counts, sign }: Flows,
    from: number,
    to: number,
    inGroups: readonly number[],
  ) => {
    for (let i = from; i < to; i++) {
      const times = counts ? (counts[i] as number) : sign
      add((days[i] as number) - first, (changes[steps[i] as number] as number) * times, inGroups)
    }
  }
  const shared = test === ALL_ROWS && BY_CELL.has(slice) ? sharedFlows(blocks, posture.cells) : undefined
  if (shared)
    for (const { cell, selected, row } of cellTallies(blocks, posture.cells)) {
      if (cellFails[cell] !== 0) continue
      const groupsOf = of(selected)(row)
      for (const { flows, from, to } of shared(cell)) addAll(flows, from, to, groupsOf)
    }
  for (const selected of shared ? [] : blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    if (!passes && BY_CELL_OR_ASSET.has(slice)) {
      const { starts, days, steps } = cellFlows(block, posture.cells)
      const flows: Flows = { days, steps, sign: 1 }
      const { cells, rows } = summaryOf(block)
      for (let n = 0; n < cells.length; n++)
        if (cellFails[cells[n] as number] === 0)
          addAll(flows, starts[n] as number, starts[n + 1] as number, groupsOf(rows[n] as number))
      continue
    }
    const walk = stateWalk(block, posture.cells)
    for (let row = 0; row < block.size; row++) {
      if (cellFails[block.cells[row] as number] !== 0 || passes?.[row] === 0) continue
      let before: FindingState | undefined
      walk(row, (at, state) => {
        add(Math.floor(at / DAY_MS) - first, count(state, before), groupsOf(row))
        before = state
      })
    }
  }
  if (kept) for (const line of lines) addUpDays(line)
  return groups.map((_, group) => [...lineAt(group)])
}

/** What each step between states does to a day's number. */
function changesOf(count: Counter): Int8Array {
  const changes = new Int8Array(STEPS)
  for (const before of [undefined, ...STATES])
    for (const after of STATES) changes[stepOf(before, after)] = count(after, before)
  return changes
}

function addUpDays(line: Float64Array | undefined): void {
  if (line) for (let i = 1; i < line.length; i++) (line[i] as number) += line[i - 1] as number
}

/** From the record where it is kept; else only today's point is known. */
function riskLines(
  selection: Selection,
  filter: FindingFilter,
  by: Slice | undefined,
  cut: Slicer,
  window: Window,
): { sums: (number | null)[][]; caveats: Caveat[] } {
  const today = riskToday(selection, cut)
  const size = window.last - window.first + 1
  if (!isRecorded(filter, by)) {
    const points = (n: number): (number | null)[] =>
      Array.from({ length: size }, (_, i) =>
        i === size - 1 && window.past === undefined ? (today[n] ?? 0) : null,
      )
    return { sums: cut.groups.map((_, n) => points(n)), caveats: [notRecorded] }
  }
  const { lines, knownSince } = recordedRisk(selection, filter, by, window)
  const sums = cut.groups.map(({ id }) =>
    Array.from({ length: size }, (_, i) =>
      window.first + i < knownSince ? null : tenth(lines.get(id)?.[i] ?? 0),
    ),
  )
  return { sums, caveats: knownSince > window.first ? [begins(knownSince)] : [] }
}

const tenth = (points: number): number => Math.round(points * 10) / 10

/** The open risk of each group as it is, in points; it also makes the slicer know its groups. */
function riskToday({ posture, blocks, cellFails, test }: Selection, { of }: Slicer): number[] {
  const isOpen = posture.cells.map(({ state }) => state === 'open')
  const sums: number[] = []
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    for (let row = 0; row < block.size; row++) {
      const cell = block.cells[row] as number
      if (cellFails[cell] !== 0 || passes?.[row] === 0) continue
      const score = isOpen[cell] ? (block.scores[row] as number) / 10 : 0
      for (const group of groupsOf(row)) sums[group] = (sums[group] ?? 0) + score
    }
  }
  return sums
}

/** The lines that are highest at their end; the rest as one, without a link. */
function longest(lines: HistoryLine[], limit: number): HistoryLine[] {
  const end = ({ points }: HistoryLine): number => points.at(-1) ?? 0
  const sorted = [...lines].sort(
    (a, b) => end(b) - end(a) || total(b) - total(a) || (a.label < b.label ? -1 : 1),
  )
  const rest = sorted.slice(limit)
  if (rest.length === 0) return sorted
  const points = rest[0]?.points.map((_, i) => addPoints(rest.map((line) => line.points[i] ?? null))) ?? []
  return [...sorted.slice(0, limit), { id: 'other', label: `${rest.length} others`, points, link: null }]
}

const total = ({ points }: HistoryLine): number =>
  points.reduce<number>((sum, point) => sum + (point ?? 0), 0)

const addPoints = (points: (number | null)[]): number | null =>
  points.every((point) => point === null)
    ? null
    : points.reduce<number>((sum, point) => sum + (point ?? 0), 0)
