import { countByCell, summaryOf } from '../posture-index/block-summary.ts'
import type { Cursor } from './cursor.ts'
import type { Picked } from './picked.ts'
import type { SelectedBlock } from './select-blocks.ts'
import type { Selection } from './selection.ts'
import {
  assetRanks,
  type NumberColumn,
  type NumberSort,
  numberColumn,
  type Order,
  rowsUpTo,
} from './sorts.ts'
import { TopRows } from './top-rows.ts'

/** Scores are below this: one number holds the sort's value and, among equals, the score. */
const STEP = 1024

/**
 * Counts the rows that are in and keeps the first `limit` of them after the cursor. Where cells alone decide, blocks are counted
 * by their summaries and only those are gone through that can still have a row for the page.
 */
export function pickByNumber(
  selection: Selection,
  { sort, order, limit, after }: { sort: NumberSort; order: Order; limit: number; after?: Cursor },
): { rows: Picked[]; total: number } {
  const { blocks, cellFails, test, posture } = selection
  const column = numberColumn(posture, sort, order)
  const step = order === 'desc' ? STEP : -STEP
  const afterKey = after ? cursorNumber(selection, after) * step + after.score : Number.POSITIVE_INFINITY
  const top = new TopRows<SelectedBlock>(limit)
  let total = 0
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const { size, cells, scores } = block
    const passes = test(block)
    if (!passes) total += countByCell(summaryOf(block), cellFails)
    if (!passes && bestKey(selected, cellFails, column, step) <= top.worst) continue
    const numbers = column.read(selected)
    const shown = after ? shownRows(selected, after) : 0
    for (let row = 0; row < size; row++) {
      if (cellFails[cells[row] as number] !== 0 || passes?.[row] === 0) continue
      if (passes) total++
      const key = (numbers[row] as number) * step + (scores[row] as number)
      if (key <= top.worst || key > afterKey || (key === afterKey && row < shown)) continue
      top.add(key, selected, row)
    }
  }
  const keyOf = (selected: SelectedBlock, row: number) =>
    sort === 'asset' ? selected.asset.name : (column.read(selected)[row] as number)
  const rows = top.sorted().map(({ of, row }) => ({ selected: of, row, key: keyOf(of, row) }))
  return { rows, total }
}

/** No row of the block that is in has a larger key than this. */
function bestKey(
  selected: SelectedBlock,
  cellFails: Uint16Array,
  column: NumberColumn,
  step: number,
): number {
  const summary = summaryOf(selected.block)
  let best = Number.NEGATIVE_INFINITY
  for (let n = 0; n < summary.cells.length; n++) {
    if (cellFails[summary.cells[n] as number] !== 0) continue
    const key = column.first(selected, summary, n) * step + (summary.topScores[n] as number)
    if (key > best) best = key
  }
  return best
}

/** Of rows with the cursor's own key, how many of this block the pages before have shown. */
function shownRows({ asset, block }: SelectedBlock, after: Cursor): number {
  if (asset.id === after.asset) return rowsUpTo(block, after.finding)
  return asset.id < after.asset ? block.size : 0
}

/** The cursor's value as today's number: an asset's place changes when others come and go. */
function cursorNumber({ posture }: Selection, { sort, key, asset }: Cursor): number {
  if (sort !== 'asset') return Number(key)
  const ranks = assetRanks(posture)
  const smaller = [...posture.assets.values()].filter((other) => other.name < String(key)).length
  return ranks.get(asset) ?? smaller - 0.5
}
