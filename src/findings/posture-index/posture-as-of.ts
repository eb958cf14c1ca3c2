import { type FindingState, STATES } from '../../model/finding-state.ts'
import type { Pool } from '../../platform/database.ts'
import type { Block } from './block.ts'
import type { Cell } from './cell.ts'
import { currentPosture, type Posture } from './posture-index.ts'
import {
  copyHistory,
  historyOf,
  lastTouched,
  loadHistories,
  type StateHistory,
  stateAfter,
} from './state-history.ts'

const kept = new WeakMap<Posture, Map<number, Posture>>()
// About 8 bytes a finding each; a board asks for one day with all its widgets.
const MOST = 3

/**
 * The posture as of a past moment (ms): which findings there were and in which state. Everything else of a finding (severity, score,
 * tools, people) is as it is today, and what its assets belong to is too.
 */
export async function postureAsOf(pool: Pool, moment: number): Promise<Posture> {
  const posture = await currentPosture(pool)
  await loadHistories(pool, posture.blocks)
  const days = kept.get(posture) ?? new Map<number, Posture>()
  kept.set(posture, days)
  const known = days.get(moment) ?? makeAsOf(posture, moment)
  days.delete(moment)
  days.set(moment, known)
  for (const oldest of [...days.keys()].slice(0, -MOST)) days.delete(oldest)
  return known
}

function makeAsOf(posture: Posture, moment: number): Posture {
  const cells = [...posture.cells]
  const variants = new Map<number, number>()
  const variant = (cell: number, state: FindingState | 'absent'): number => {
    const key = cell * THEN.length + THEN.indexOf(state)
    const made = variants.get(key) ?? cells.push(variantOf(posture.cells[cell] as Cell, state)) - 1
    variants.set(key, made)
    return made
  }
  const blocks = new Map<string, Block>()
  for (const [asset, block] of posture.blocks)
    blocks.set(asset, blockAsOf(block, moment, posture.cells, variant))
  return { ...posture, blocks, cells }
}

const THEN: readonly (FindingState | 'absent')[] = ['absent', ...STATES]

const variantOf = (cell: Cell, state: FindingState | 'absent'): Cell =>
  state === 'absent' ? { ...cell, state: 'fixed', absent: true } : { ...cell, state }

function blockAsOf(
  block: Block,
  moment: number,
  cells: readonly Cell[],
  variant: (cell: number, state: FindingState | 'absent') => number,
): Block {
  const history = historyOf(block)
  const touched = lastTouched(block)
  let changed: Pick<Block, 'cells' | 'fixed'> | undefined
  for (let row = 0; row < block.size; row++) {
    if ((touched[row] as number) <= moment) continue
    const then = stateThen(block, history, row, moment)
    if (!then) continue
    changed ??= { cells: Uint32Array.from(block.cells), fixed: Float64Array.from(block.fixed) }
    const cell = block.cells[row] as number
    changed.cells[row] = then.state === cells[cell]?.state ? cell : variant(cell, then.state)
    changed.fixed[row] = then.fixed
  }
  if (!changed) return block
  const made = { ...block, ...changed }
  copyHistory(block, made)
  return made
}

/** A row's state at the end of a past moment; undefined for what is today as it was then. */
export function stateThen(
  { firstSeen, fixed }: Block,
  history: StateHistory,
  row: number,
  moment: number,
): { state: FindingState | 'absent'; fixed: number } | undefined {
  if ((firstSeen[row] as number) > moment) return { state: 'absent', fixed: 0 }
  const after = stateAfter(history, row, moment)
  return after ?? ((fixed[row] as number) > moment ? { state: 'open', fixed: 0 } : undefined)
}
