import type { Slice } from '../../model/slice.ts'
import { unitsOf } from '../posture-index/units.ts'
import { assetsIn } from '../queries/overview/assets-in-scope.ts'
import { ALL_ROWS } from '../queries/select-rows.ts'
import type { Selection } from '../queries/selection.ts'
import { blockSums } from './block-sums.ts'
import { cellSums } from './cell-sums.ts'
import { cellTallies } from './cell-tallies.ts'
import { rowFacts } from './row-facts.ts'
import type { Slicer } from './slicer.ts'
import { type Added, addRow, type Growing, newSums, type Sums, together } from './sums.ts'
import { BY_APPLICATION, BY_CELL } from './tally.ts'
import { unitSums } from './unit-sums.ts'
import type { Window } from './window.ts'

/** Slices that put a whole asset into one group. */
const BY_ASSET = new Set<Slice | undefined>([undefined, 'team', 'application', 'asset'])

/**
 * Adds up the findings that are in, group by group as the slicer has them: from sums that are kept with each block, each application or all
 * cells where filter and slice allow for it, else row by row. The posture is the one of the window's end, with its histories loaded.
 */
export function addUp(
  selection: Selection,
  { slice, slicer: { groups, of } }: { slice: Slice | undefined; slicer: Slicer },
  window: Window,
): Sums[] {
  const { blocks, cellFails, test } = selection
  const { cells } = selection.posture
  const everyCell = cells.every(({ absent }, cell) => absent || cellFails[cell] === 0)
  const parts: Added[][] = []
  const sums: Growing[] = []
  const byCell = test === ALL_ROWS && BY_CELL.has(slice)
  const whole = !byCell && BY_ASSET.has(slice) && everyCell
  if (byCell) {
    const sumsOfCell = cellSums(blocks, cells, window)
    for (const { cell, selected, row } of cellTallies(blocks, cells)) {
      if (cellFails[cell] !== 0) continue
      for (const group of of(selected)(row)) at(parts, group, () => []).push(...sumsOfCell(cell))
    }
  }
  const byUnit = whole && test === ALL_ROWS && BY_APPLICATION.has(slice)
  if (byUnit)
    for (const { unit, first } of unitsOf(assetsIn(selection), 'application'))
      for (const group of of(first)(0)) at(parts, group, () => []).push(unitSums(unit, cells, window))
  for (const selected of byCell || byUnit ? [] : blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    if (whole && !passes) {
      const own = blockSums(block, rowFacts(block, cells, window))
      for (const group of groupsOf(0)) at(parts, group, () => []).push(own)
      continue
    }
    const { facts, ages, fixTenths } = rowFacts(block, cells, window)
    for (let row = 0; row < block.size; row++) {
      if (cellFails[block.cells[row] as number] !== 0 || passes?.[row] === 0) continue
      for (const group of groupsOf(row))
        addRow(
          at(sums, group, newSums),
          facts[row] as number,
          block.scores[row] as number,
          ages[row] as number,
          fixTenths[row] as number,
        )
    }
  }
  return groups.map((_, group) => together([...(parts[group] ?? []), ...(sums[group] ? [sums[group]] : [])]))
}

function at<T>(all: T[], group: number, make: () => T): T {
  const known = all[group] ?? make()
  all[group] = known
  return known
}
