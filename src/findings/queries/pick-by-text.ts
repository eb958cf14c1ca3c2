import type { Block } from '../posture-index/block.ts'
import { countByCell, summaryOf } from '../posture-index/block-summary.ts'
import type { Cursor } from './cursor.ts'
import type { Picked } from './picked.ts'
import type { SelectedBlock } from './select-blocks.ts'
import type { Selection } from './selection.ts'
import { type Order, rowsUpTo, type TextSort } from './sorts.ts'
import { compareTexts, type RowText, rowText, textOrders } from './text-orders.ts'

/** Where the merge stands in one block: at its next row that is in. */
interface Head {
  selected: SelectedBlock
  rows: Uint32Array
  isIn: (row: number) => boolean
  at: number
  row: number
  text: string
}

/**
 * Merges the blocks' own orders until the page is full: only the texts at the blocks' heads and on the page are compared.
 * `desc` is `asc` backwards.
 */
export async function pickByText(
  selection: Selection,
  { sort, order, limit, after }: { sort: TextSort; order: Order; limit: number; after?: Cursor },
): Promise<{ rows: Picked[]; total: number }> {
  const step = order === 'asc' ? 1 : -1
  const text = rowText(selection.posture, sort)
  const inside = selection.blocks.filter(({ fails }) => fails === 0)
  const orders = await textOrders(
    inside.map(({ block }) => block),
    sort,
    text,
  )
  const heads: Head[] = []
  let total = 0
  inside.forEach((selected, i) => {
    const { block } = selected
    const { isIn, count } = rowsIn(block, selection)
    if (!count) return
    total += count
    const rows = orders[i] as Uint32Array
    const split = after ? rowsBefore(selected, rows, text, after) : { before: 0, upTo: rows.length }
    const at = step === 1 ? (after ? split.upTo : 0) : (after ? split.before : rows.length) - 1
    const head = advance({ selected, rows, isIn, at: at - step, row: 0, text: '' }, step, text)
    if (head) heads.push(head)
  })
  return { rows: merge(heads, step, limit, text), total }
}

function rowsIn(
  block: Block,
  { cellFails, test }: Selection,
): { isIn: (row: number) => boolean; count: number } {
  const { cells, size } = block
  // The test's answer lives until its next call only.
  const passes = test(block)?.slice(0, size)
  if (!passes)
    return {
      isIn: (row) => cellFails[cells[row] as number] === 0,
      count: countByCell(summaryOf(block), cellFails),
    }
  let count = 0
  for (let row = 0; row < size; row++) {
    if (cellFails[cells[row] as number] !== 0) passes[row] = 0
    count += passes[row] as number
  }
  return { isIn: (row) => passes[row] === 1, count }
}

/** How many rows of a block's order stand before the cursor's row, and how many up to it. */
function rowsBefore(
  { asset, block }: SelectedBlock,
  rows: Uint32Array,
  text: RowText,
  after: Cursor,
): { before: number; upTo: number } {
  const tie = compareTexts(asset.id, after.asset)
  const upToId = rowsUpTo(block, after.finding)
  const compare = (row: number): number =>
    compareTexts(text(block, row), String(after.key)) ||
    after.score - (block.scores[row] as number) ||
    tie ||
    (row >= upToId ? 1 : row === upToId - 1 ? 0 : -1)
  return {
    before: countWhile(rows, (row) => compare(row) < 0),
    upTo: countWhile(rows, (row) => compare(row) <= 0),
  }
}

/** How many rows from the start satisfy a condition that, once false, stays so. */
function countWhile(rows: Uint32Array, holds: (row: number) => boolean): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(rows[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

function advance(head: Head, step: 1 | -1, text: RowText): Head | undefined {
  const { rows, isIn, selected } = head
  for (let at = head.at + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at] as number
    if (isIn(row)) return { ...head, at, row, text: text(selected.block, row) }
  }
  return undefined
}

/** Texts, then scores (highest first), then assets: heads are of different blocks. */
const compareHeads = (a: Head, b: Head): number =>
  compareTexts(a.text, b.text) ||
  (b.selected.block.scores[b.row] as number) - (a.selected.block.scores[a.row] as number) ||
  compareTexts(a.selected.asset.id, b.selected.asset.id)

function merge(heads: Head[], step: 1 | -1, limit: number, text: RowText): Picked[] {
  // Worst first, so that the best one comes off the end.
  heads.sort((a, b) => -step * compareHeads(a, b))
  const picked: Picked[] = []
  for (let head = heads.pop(); head; head = heads.pop()) {
    picked.push({ selected: head.selected, row: head.row, key: head.text })
    if (picked.length === limit) break
    const next = advance(head, step, text)
    if (next) heads.splice(placeOfHead(heads, next, step), 0, next)
  }
  return picked
}

function placeOfHead(heads: Head[], head: Head, step: 1 | -1): number {
  let [low, high] = [0, heads.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (step * compareHeads(heads[middle] as Head, head) > 0) low = middle + 1
    else high = middle
  }
  return low
}
