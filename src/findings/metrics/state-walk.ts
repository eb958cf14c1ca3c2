import type { FindingState } from '../../model/finding-state.ts'
import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import { CHANGES, historyOf } from '../posture-index/state-history.ts'

/** Told each state that a finding came into, and when (ms): the first one when it was first seen. */
export type OnState = (at: number, state: FindingState) => void

/**
 * Walks through the life of a block's rows. What the tools themselves suppress has no history: such a finding counts as it stands today from
 * its first day on.
 */
export function stateWalk(block: Block, cells: readonly Cell[]): (row: number, tell: OnState) => void {
  const { starts, at, what } = historyOf(block)
  return (row, tell) => {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0]
    const today = cells[block.cells[row] as number]?.state ?? 'open'
    const [first, fixed] = [block.firstSeen[row] as number, block.fixed[row] as number]
    tell(first, from < to || fixed ? 'open' : today)
    if (from === to && fixed) tell(fixed, 'fixed')
    let [present, decision]: [boolean, FindingState] = [true, 'open']
    for (let i = from; i < to; i++) {
      const change = CHANGES[what[i] as number]
      if (change === 'fixed') present = false
      else if (change === 'reopened') present = true
      else decision = change === 'undecided' || change === undefined ? 'open' : change
      tell(at[i] as number, present ? decision : 'fixed')
    }
  }
}
