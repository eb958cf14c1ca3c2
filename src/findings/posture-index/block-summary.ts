import { TOP_SCORE } from '../../model/top-score.ts'
import type { Block } from './block.ts'

/** What a block holds, cell by cell: enough to count, and to tell that none of its rows can be on a page. */
export interface BlockSummary {
  /** The cells that occur. */
  cells: Uint32Array
  /** Rows of each of these cells. */
  counts: Uint32Array
  lowScores: Uint16Array
  topScores: Uint16Array
  /** Rows of each cell with a score of TOP_SCORE or more. */
  tops: Uint32Array
  /** Scores of each cell’s rows added up, tenths. */
  risks: Float64Array
  /** One row of each cell. */
  rows: Uint32Array
  firstSeen: { least: number; most: number }
  changed: { least: number; most: number }
}

/** A score from here on (tenths) is among those that matter most. */
const TOP = 10 * TOP_SCORE

const summaries = new WeakMap<Block, BlockSummary>()

/** Made at the first use and kept with the block. */
export function summaryOf(block: Block): BlockSummary {
  const kept = summaries.get(block) ?? summarise(block)
  summaries.set(block, kept)
  return kept
}

function summarise({ size, cells, scores, firstSeen, changed }: Block): BlockSummary {
  const byCell = new Map<
    number,
    { count: number; low: number; top: number; tops: number; risk: number; row: number }
  >()
  for (let row = 0; row < size; row++) {
    const score = scores[row] as number
    const known = byCell.get(cells[row] as number)
    if (!known)
      byCell.set(cells[row] as number, {
        count: 1,
        low: score,
        top: score,
        tops: score >= TOP ? 1 : 0,
        risk: score,
        row,
      })
    else {
      known.count++
      known.risk += score
      if (score >= TOP) known.tops++
      if (score < known.low) known.low = score
      if (score > known.top) known.top = score
    }
  }
  const sums = [...byCell.values()]
  return {
    cells: Uint32Array.from(byCell.keys()),
    counts: Uint32Array.from(sums, ({ count }) => count),
    lowScores: Uint16Array.from(sums, ({ low }) => low),
    topScores: Uint16Array.from(sums, ({ top }) => top),
    tops: Uint32Array.from(sums, ({ tops }) => tops),
    risks: Float64Array.from(sums, ({ risk }) => risk),
    rows: Uint32Array.from(sums, ({ row }) => row),
    firstSeen: range(firstSeen),
    changed: range(changed),
  }
}

function range(numbers: Float64Array): { least: number; most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of numbers) {
    if (number < least) least = number
    if (number > most) most = number
  }
  return { least, most }
}

/** How many rows are in, by their cells alone. */
export function countByCell({ cells, counts }: BlockSummary, cellFails: Uint16Array): number {
  let count = 0
  for (let i = 0; i < cells.length; i++) if (cellFails[cells[i] as number] === 0) count += counts[i] as number
  return count
}
