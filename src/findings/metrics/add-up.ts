import type { Slice } from '../../model/slice.ts'
import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { Selection } from '../queries/selection.ts'
import { type RowFacts, rowFacts } from './row-facts.ts'
import type { Slicer } from './slicer.ts'
import { addRow, finished, newSums, type Sums, together } from './sums.ts'
import type { Window } from './window.ts'

/** Slices that put a whole asset into one group. */
const BY_ASSET = new Set<Slice | undefined>([undefined, 'team', 'application', 'asset'])

/**
 * Adds up the findings that are in, group by group as the slicer has them: from sums that are kept with each block where a whole asset is
 * in one group, else row by row. The posture is the one of the window's end, with its histories loaded.
 */
export function addUp(
  { posture, blocks, cellFails, test }: Selection,
  { slice, slicer: { groups, of } }: { slice: Slice | undefined; slicer: Slicer },
  window: Window,
): Sums[] {
  const { cells } = posture
  const whole = BY_ASSET.has(slice) && cells.every(({ absent }, cell) => absent || cellFails[cell] === 0)
  const parts: Sums[][] = groups.map(() => [])
  const sums = groups.map(newSums)
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    if (whole && !passes) {
      for (const group of groupsOf(0)) at(parts, group, () => []).push(sumsOfBlock(block, cells, window))
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
  return groups.map((_, group) =>
    together([finished(at(sums, group, newSums)), ...at(parts, group, () => [])]),
  )
}

function at<T>(all: T[], group: number, make: () => T): T {
  const known = all[group] ?? make()
  all[group] = known
  return known
}

const kept = new WeakMap<RowFacts, Sums>()

/** Of all its rows; kept as long as the facts that they are made from. */
function sumsOfBlock(block: Block, cells: readonly Cell[], window: Window): Sums {
  const rows = rowFacts(block, cells, window)
  const known = kept.get(rows) ?? make(block, rows)
  kept.set(rows, known)
  return known
}

function make({ size, scores }: Block, { facts, ages, fixTenths }: RowFacts): Sums {
  const growing = newSums()
  for (let row = 0; row < size; row++)
    addRow(
      growing,
      facts[row] as number,
      scores[row] as number,
      ages[row] as number,
      fixTenths[row] as number,
    )
  const sums = finished(growing)
  const packed = (pieces: ArrayLike<number>[]): ArrayLike<number>[] =>
    pieces.map((piece) => Uint16Array.from(piece))
  return { ...sums, ages: packed(sums.ages), fixTenths: packed(sums.fixTenths) }
}
