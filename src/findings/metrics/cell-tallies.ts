import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'

/** What the rows of one cell come to over some assets, with one of the rows. */
export interface CellTally {
  cell: number
  count: number
  /** Scores added up, and the highest (tenths). */
  risk: number
  topScore: number
  selected: SelectedBlock
  row: number
}

const kept = new WeakMap<readonly SelectedBlock[], readonly CellTally[]>()

/** Cell by cell, of the assets that are in. Kept with their list, which a posture keeps: a board's widgets share one pass. */
export function cellTallies(blocks: readonly SelectedBlock[], cells: readonly Cell[]): readonly CellTally[] {
  const known = kept.get(blocks) ?? make(blocks, cells.length)
  kept.set(blocks, known)
  return known
}

function make(blocks: readonly SelectedBlock[], size: number): CellTally[] {
  const [counts, tops, rows] = [new Uint32Array(size), new Uint16Array(size), new Uint32Array(size)]
  const risks = new Float64Array(size)
  const seen: number[] = []
  const of: SelectedBlock[] = []
  for (const selected of blocks) {
    if (selected.fails) continue
    const summary = summaryOf(selected.block)
    for (let i = 0; i < summary.cells.length; i++) {
      const cell = summary.cells[i] as number
      if (counts[cell] === 0) {
        seen.push(cell)
        of.push(selected)
        rows[cell] = summary.rows[i] as number
      }
      ;(counts[cell] as number) += summary.counts[i] as number
      ;(risks[cell] as number) += summary.risks[i] as number
      if ((summary.topScores[i] as number) > (tops[cell] as number))
        tops[cell] = summary.topScores[i] as number
    }
  }
  return seen.map((cell, n) => ({
    cell,
    count: counts[cell] as number,
    risk: risks[cell] as number,
    topScore: tops[cell] as number,
    selected: of[n] as SelectedBlock,
    row: rows[cell] as number,
  }))
}
