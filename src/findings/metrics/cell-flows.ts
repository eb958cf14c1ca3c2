import { DAY_MS } from '../../model/day.ts'
import type { FindingState } from '../../model/finding-state.ts'
import { STATES } from '../../model/finding-state.ts'
import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import { stateWalk } from './state-walk.ts'

/** Every change of state of a block's rows, cell by cell in the order of the block's summary. */
export interface CellFlows {
  /** Where each cell's changes begin; one more at the end. */
  starts: Uint32Array
  /** Days since 1970, UTC. */
  days: Int32Array
  /** {@link stepOf} */
  steps: Uint8Array
}

/** A change of state as a number; `undefined` before it was there. */
export const stepOf = (before: FindingState | undefined, after: FindingState): number =>
  (before === undefined ? STATES.length : STATES.indexOf(before)) * STATES.length + STATES.indexOf(after)

export const STEPS = (STATES.length + 1) * STATES.length

const kept = new WeakMap<Block, CellFlows>()

/** Made at the first use and kept with the block, which is made anew with any change of its asset's findings. */
export function cellFlows(block: Block, cells: readonly Cell[]): CellFlows {
  const known = kept.get(block) ?? make(block, cells)
  kept.set(block, known)
  return known
}

function make(block: Block, cells: readonly Cell[]): CellFlows {
  const places = new Map<number, number>()
  summaryOf(block).cells.forEach((cell, place) => {
    places.set(cell, place)
  })
  const [of, days, steps]: [number[], number[], number[]] = [[], [], []]
  const walk = stateWalk(block, cells)
  let place = 0
  let before: FindingState | undefined
  // One for all rows: a closure a row costs as much as the walk.
  const tell = (at: number, state: FindingState): void => {
    of.push(place)
    days.push(Math.floor(at / DAY_MS))
    steps.push(stepOf(before, state))
    before = state
  }
  for (let row = 0; row < block.size; row++) {
    place = places.get(block.cells[row] as number) as number
    before = undefined
    walk(row, tell)
  }
  return inOrder(of, days, steps, places.size)
}

/** Puts changes into the order of the cells that they are of. */
function inOrder(
  of: readonly number[],
  days: readonly number[],
  steps: readonly number[],
  cells: number,
): CellFlows {
  const starts = startsOf(of, cells)
  const next = starts.slice()
  const made = { starts, days: new Int32Array(of.length), steps: new Uint8Array(of.length) }
  for (let i = 0; i < of.length; i++) {
    const at = (next[of[i] as number] as number)++
    made.days[at] = days[i] as number
    made.steps[at] = steps[i] as number
  }
  return made
}

/** Where each group's members begin when they lie group by group; one more at the end. */
function startsOf(of: readonly number[], groups: number): Uint32Array {
  const starts = new Uint32Array(groups + 1)
  for (const group of of) (starts[group + 1] as number)++
  for (let group = 0; group < groups; group++) (starts[group + 1] as number) += starts[group] as number
  return starts
}
