import { DAY_MS } from '../../model/day.ts'
import type { FindingState } from '../../model/finding-state.ts'
import { STATES } from '../../model/finding-state.ts'
import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import { stateWalk } from './state-walk.ts'

/** Every change of state of a block's rows of one cell, with one of the rows. */
export interface CellFlows {
  cell: number
  row: number
  /** Days since 1970, UTC. */
  days: Int32Array
  /** {@link stepOf} */
  steps: Uint8Array
}

/** A change of state as a number; `undefined` before it was there. */
export const stepOf = (before: FindingState | undefined, after: FindingState): number =>
  (before === undefined ? STATES.length : STATES.indexOf(before)) * STATES.length + STATES.indexOf(after)

export const STEPS = (STATES.length + 1) * STATES.length

const kept = new WeakMap<Block, CellFlows[]>()

/** Made at the first use and kept with the block, which is made anew with any change of its asset's findings. */
export function cellFlows(block: Block, cells: readonly Cell[]): readonly CellFlows[] {
  const known = kept.get(block) ?? make(block, cells)
  kept.set(block, known)
  return known
}

function make(block: Block, cells: readonly Cell[]): CellFlows[] {
  const made = new Map<number, { cell: number; row: number; days: number[]; steps: number[] }>()
  const walk = stateWalk(block, cells)
  let own = { cell: -1, row: -1, days: [] as number[], steps: [] as number[] }
  let before: FindingState | undefined
  // One for all rows: a closure a row costs as much as the walk.
  const tell = (at: number, state: FindingState): void => {
    own.days.push(Math.floor(at / DAY_MS))
    own.steps.push(stepOf(before, state))
    before = state
  }
  for (let row = 0; row < block.size; row++) {
    const cell = block.cells[row] as number
    own = made.get(cell) ?? { cell, row, days: [], steps: [] }
    if (own.row === row) made.set(cell, own)
    before = undefined
    walk(row, tell)
  }
  return [...made.values()].map((one) => ({
    ...one,
    days: Int32Array.from(one.days),
    steps: Uint8Array.from(one.steps),
  }))
}
