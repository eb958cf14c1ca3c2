import type { Slice } from '../../model/slice.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Selection } from '../queries/selection.ts'
import type { Slicer } from './slicer.ts'

/** What carries how much: rows that are in, and of those that are open the scores (tenths) added up and the highest. */
export interface Tally {
  count: number
  risk: number
  topScore: number
}

/** Slices that a row's cell or asset decides: then sums by cell are enough. */
export const BY_CELL = new Set<Slice | undefined>([
  undefined,
  'severity',
  'kind',
  'state',
  'team',
  'application',
  'asset',
  'tool',
  'noise',
  'ssvc',
  'exploitMaturity',
  'reachability',
  'tag',
])

export interface Cut {
  slice: Slice | undefined
  slicer: Slicer
}

/** Counts the rows that are in by two slices: `tallies[row group][column group]`; absent = none. */
export function tally(selection: Selection, rows: Cut, columns: Cut): Tally[][] {
  const { posture, blocks, cellFails, test } = selection
  const isOpen = Uint8Array.from(posture.cells, ({ state }) => (state === 'open' ? 1 : 0))
  const summed = BY_CELL.has(rows.slice) && BY_CELL.has(columns.slice)
  const tallies: Tally[][] = []
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const [rowGroups, columnGroups] = [rows.slicer.of(selected), columns.slicer.of(selected)]
    const add = (row: number, cell: number, count: number, risk: number, top: number): void => {
      for (const r of rowGroups(row))
        for (const c of columnGroups(row)) {
          const sum = tallyAt(tallies, r, c)
          sum.count += count
          if (!isOpen[cell]) continue
          sum.risk += risk
          if (top > sum.topScore) sum.topScore = top
        }
    }
    if (summed && !passes) {
      const { cells, counts, risks, topScores, rows: one } = summaryOf(block)
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i] as number
        if (cellFails[cell] === 0)
          add(one[i] as number, cell, counts[i] as number, risks[i] as number, topScores[i] as number)
      }
      continue
    }
    for (let row = 0; row < block.size; row++) {
      const cell = block.cells[row] as number
      if (cellFails[cell] !== 0 || passes?.[row] === 0) continue
      const score = block.scores[row] as number
      add(row, cell, 1, score, score)
    }
  }
  return tallies
}

export const noTally: Tally = { count: 0, risk: 0, topScore: 0 }

function tallyAt(tallies: Tally[][], row: number, column: number): Tally {
  const line = tallies[row] ?? []
  tallies[row] = line
  const known = line[column] ?? { ...noTally }
  line[column] = known
  return known
}
