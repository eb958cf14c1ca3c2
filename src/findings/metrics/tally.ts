import type { Slice } from '../../model/slice.ts'
import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import { unitSummary } from '../posture-index/unit-summary.ts'
import { unitsOf } from '../posture-index/units.ts'
import { assetsIn } from '../queries/overview/assets-in-scope.ts'
import { ALL_ROWS } from '../queries/select-rows.ts'
import type { Selection } from '../queries/selection.ts'
import { cellTallies } from './cell-tallies.ts'
import { codeTallies } from './code-tallies.ts'
import type { Slicer } from './slicer.ts'

/** What carries how much: rows that are in, and of those that are open the scores (tenths) added up and the highest. */
export interface Tally {
  count: number
  risk: number
  topScore: number
}

/** Slices that a row's cell alone decides: then what all assets together come to by cell is enough. */
export const BY_CELL = new Set<Slice | undefined>([
  undefined,
  'severity',
  'kind',
  'state',
  'tool',
  'noise',
  'ssvc',
  'exploitMaturity',
  'reachability',
  'tag',
])

/** Slices that a row's cell or asset decides: then each asset's sums by cell are. */
export const BY_CELL_OR_ASSET = new Set<Slice | undefined>([...BY_CELL, 'team', 'application', 'asset'])

/** Slices that put a whole application into one group. */
export const BY_APPLICATION = new Set<Slice | undefined>(['team', 'application'])

/** Slices that a number of each row decides. */
const BY_CODE: Partial<Record<Slice, (block: Block) => Uint32Array>> = {
  rule: ({ weaknesses }) => weaknesses,
  component: ({ weaknesses }) => weaknesses,
  advisory: ({ weaknesses }) => weaknesses,
  cwe: ({ weaknesses }) => weaknesses,
  assignee: ({ assignees }) => assignees,
  owner: ({ owners }) => owners,
}

export interface Cut {
  slice: Slice | undefined
  slicer: Slicer
}

/** Counts the rows that are in by two slices: `tallies[row group][column group]`; absent = none. */
export function tally(selection: Selection, rows: Cut, columns: Cut): Tally[][] {
  const { posture, blocks, cellFails, test } = selection
  const isOpen = openCells(posture.cells)
  const tallies: Tally[][] = []
  if (test === ALL_ROWS && BY_CELL.has(rows.slice) && BY_CELL.has(columns.slice)) {
    for (const { cell, count, risk, topScore, selected, row } of cellTallies(blocks, posture.cells)) {
      if (cellFails[cell] !== 0) continue
      const [rowGroups, columnGroups] = [rows.slicer.of(selected)(row), columns.slicer.of(selected)(row)]
      add(tallies, rowGroups, columnGroups, count, isOpen[cell] ? risk : 0, isOpen[cell] ? topScore : 0)
    }
    return tallies
  }
  const codesOf = rows.slice && columns.slice === undefined ? BY_CODE[rows.slice] : undefined
  if (codesOf) {
    for (const { count, risk, topScore, selected, row } of codeTallies(selection, codesOf, isOpen))
      add(tallies, rows.slicer.of(selected)(row), columns.slicer.of(selected)(row), count, risk, topScore)
    return tallies
  }
  if (test === ALL_ROWS && BY_APPLICATION.has(rows.slice) && BY_CELL.has(columns.slice)) {
    const columnGroups: (readonly number[])[] = []
    for (const { cell, selected, row } of cellTallies(blocks, posture.cells))
      if (cellFails[cell] === 0) columnGroups[cell] = columns.slicer.of(selected)(row)
    for (const { unit, first } of unitsOf(assetsIn(selection), 'application')) {
      const rowGroups = rows.slicer.of(first)(0)
      const { cells, counts, risks, topScores } = unitSummary(unit)
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i] as number
        if (cellFails[cell] !== 0) continue
        const [risk, top] = isOpen[cell] ? [risks[i] as number, topScores[i] as number] : [0, 0]
        add(tallies, rowGroups, columnGroups[cell] as readonly number[], counts[i] as number, risk, top)
      }
    }
    return tallies
  }
  const summed = BY_CELL_OR_ASSET.has(rows.slice) && BY_CELL_OR_ASSET.has(columns.slice)
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const [rowGroups, columnGroups] = [rows.slicer.of(selected), columns.slicer.of(selected)]
    if (summed && !passes) {
      const summary = summaryOf(block)
      for (let i = 0; i < summary.cells.length; i++) {
        const cell = summary.cells[i] as number
        if (cellFails[cell] !== 0) continue
        const [count, row] = [summary.counts[i] as number, summary.rows[i] as number]
        const risk = isOpen[cell] ? (summary.risks[i] as number) : 0
        const top = isOpen[cell] ? (summary.topScores[i] as number) : 0
        add(tallies, rowGroups(row), columnGroups(row), count, risk, top)
      }
      continue
    }
    for (let row = 0; row < block.size; row++) {
      const cell = block.cells[row] as number
      if (cellFails[cell] !== 0 || passes?.[row] === 0) continue
      const score = isOpen[cell] ? (block.scores[row] as number) : 0
      add(tallies, rowGroups(row), columnGroups(row), 1, score, score)
    }
  }
  return tallies
}

const open = new WeakMap<readonly Cell[], Uint8Array>()

/** 1 for the cells of open findings: side by side, which is read ten times as fast as the cells themselves. */
function openCells(cells: readonly Cell[]): Uint8Array {
  const kept = open.get(cells)
  // New cells are added to a posture's list while it is read anew.
  if (kept?.length === cells.length) return kept
  const made = new Uint8Array(cells.length)
  for (let cell = 0; cell < cells.length; cell++) made[cell] = cells[cell]?.state === 'open' ? 1 : 0
  open.set(cells, made)
  return made
}

/** Called by the hundred thousand. */
function add(
  tallies: Tally[][],
  rows: readonly number[],
  columns: readonly number[],
  count: number,
  risk: number,
  top: number,
): void {
  for (let r = 0; r < rows.length; r++)
    for (let c = 0; c < columns.length; c++) {
      const sum = tallyAt(tallies, rows[r] as number, columns[c] as number)
      sum.count += count
      sum.risk += risk
      if (top > sum.topScore) sum.topScore = top
    }
}

export const noTally: Tally = { count: 0, risk: 0, topScore: 0 }

function tallyAt(tallies: Tally[][], row: number, column: number): Tally {
  const line = tallies[row] ?? []
  tallies[row] = line
  const known = line[column] ?? { ...noTally }
  line[column] = known
  return known
}
