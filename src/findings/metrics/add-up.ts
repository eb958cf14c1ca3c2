import type { Slice } from '../../model/slice.ts'
import type { Block } from '../posture-index/block.ts'
import { ALL_ROWS } from '../queries/select-rows.ts'
import type { Selection } from '../queries/selection.ts'
import { cellSums } from './cell-sums.ts'
import { cellTallies } from './cell-tallies.ts'
import { type RowFacts, rowFacts, type Standing } from './row-facts.ts'
import type { Slicer } from './slicer.ts'
import { type Added, addedUp, addRow, type Growing, newSums, packed, type Sums, together } from './sums.ts'
import { BY_CELL } from './tally.ts'
import type { Window } from './window.ts'

/** Slices that put a whole asset into one group. */
const BY_ASSET = new Set<Slice | undefined>([undefined, 'team', 'application', 'asset'])

/**
 * Adds up the findings that are in, group by group as the slicer has them: from sums that are kept with each block or with all cells where
 * filter and slice allow for it, else row by row. The posture is the one of the window's end, with its histories loaded.
 */
export function addUp(
  { posture, blocks, cellFails, test }: Selection,
  { slice, slicer: { groups, of } }: { slice: Slice | undefined; slicer: Slicer },
  window: Window,
): Sums[] {
  const { cells } = posture
  const everyCell = cells.every(({ absent }, cell) => absent || cellFails[cell] === 0)
  const whole = BY_ASSET.has(slice) && everyCell
  const parts: Added[][] = []
  const sums: Growing[] = []
  const byCell = !whole && test === ALL_ROWS && BY_CELL.has(slice)
  if (byCell) {
    const sumsOfCell = cellSums(blocks, cells, window)
    for (const { cell, selected, row } of cellTallies(blocks, cells)) {
      if (cellFails[cell] !== 0) continue
      for (const group of of(selected)(row)) at(parts, group, () => []).push(...sumsOfCell(cell))
    }
  }
  for (const selected of byCell ? [] : blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    if (whole && !passes) {
      const own = sumsOf(block, rowFacts(block, cells, window))
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

const kept = new WeakMap<RowFacts, Added>()

/** What all rows of a block come to; kept as long as the facts that they are made from. */
function sumsOf(block: Block, rows: RowFacts): Added {
  const known = kept.get(rows) ?? sumsOfBlock(block, rows)
  kept.set(rows, known)
  return known
}

const open = new WeakMap<Standing, Added>()

/** Of all rows: what is open, which all windows share, and what changed within the window. */
function sumsOfBlock({ size, scores }: Block, { facts, fixTenths, standing }: RowFacts): Added {
  const whole = open.get(standing) ?? sumsOfOpen(size, scores, standing)
  open.set(standing, whole)
  const changed = newSums()
  for (let row = 0; row < size; row++) {
    const own = (facts[row] as number) ^ (standing.facts[row] as number)
    if (own !== 0) addRow(changed, own, scores[row] as number, 0, fixTenths[row] as number)
  }
  return addedUp([whole, packed(changed)])
}

function sumsOfOpen(size: number, scores: Uint16Array, { facts, ages }: Standing): Added {
  const sums = newSums()
  for (let row = 0; row < size; row++)
    if (facts[row] !== 0) addRow(sums, facts[row] as number, scores[row] as number, ages[row] as number, 0)
  return packed(sums)
}
