import { type SlaState, slaClock, slaState } from '../../model/sla-state.ts'
import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'

/** How a row stands to its due date at a moment. */
export function slaStateOf(cells: readonly Cell[], block: Block, row: number, now: number): SlaState {
  const { state, paused } = cells[block.cells[row] as number] as Cell
  const due = block.due[row] as number
  return slaState(slaClock(state, paused, due, block.fixed[row] as number), due, now)
}

/** Takes the rows out of `passes` that stand otherwise than is asked for, or are due later. */
export function keepSla(
  passes: Uint8Array,
  block: Block,
  cells: readonly Cell[],
  { sla, dueBefore, now }: { sla: ReadonlySet<SlaState> | undefined; dueBefore: number; now: number },
): void {
  for (let row = 0; row < block.size; row++) {
    if (passes[row] === 0) continue
    const due = block.due[row] as number
    if (dueBefore !== Number.POSITIVE_INFINITY && (due === 0 || due >= dueBefore)) passes[row] = 0
    else if (sla && !sla.has(slaStateOf(cells, block, row, now))) passes[row] = 0
  }
}
