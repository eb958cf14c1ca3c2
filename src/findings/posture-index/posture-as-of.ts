import { type FindingState, STATES } from '../../model/finding-state.ts'
import type { Pool } from '../../platform/database.ts'
import type { Block } from './block.ts'
import { summaryOf } from './block-summary.ts'
import type { Cell } from './cell.ts'
import { keptOf } from './kept-of.ts'
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
const pasts = new WeakMap<readonly Cell[], Map<number, Past>>()
// About 8 bytes a finding each; a board asks for one day with all its widgets.
const MOST = 3

/**
 * The posture as of a past moment (ms): which findings there were and in which state. Everything else of a finding (severity, score,
 * tools, people) is as it is today, and what its assets belong to is too. Of assets that are as when that moment was asked for last nothing
 * is made anew.
 */
export async function postureAsOf(pool: Pool, moment: number): Promise<Posture> {
  const posture = await currentPosture(pool)
  await loadHistories(pool, posture.blocks)
  const make = (): Posture => {
    const past = keptOf(pasts, posture.cells, moment, {
      most: MOST,
      make: () => new Past(posture.cells, moment),
    })
    return { ...posture, blocks: past.blocksOf(posture.blocks), cells: past.cells }
  }
  return keptOf(kept, posture, moment, { most: MOST, make })
}

const THEN: readonly (FindingState | 'absent')[] = ['absent', ...STATES]

/** Blocks as they were at a moment, made from those of an index as they come. */
class Past {
  /** Those that the index had at first, and then others as they are needed. */
  readonly cells: Cell[]
  readonly #now: readonly Cell[]
  readonly #moment: number
  readonly #shared: number
  readonly #variants = new Map<number, number>()
  readonly #blocks = new WeakMap<Block, Block>()

  constructor(now: readonly Cell[], moment: number) {
    this.cells = [...now]
    this.#now = now
    this.#moment = moment
    this.#shared = now.length
  }

  blocksOf(blocks: ReadonlyMap<string, Block>): Map<string, Block> {
    const then = new Map<string, Block>()
    for (const [asset, block] of blocks) {
      const made = this.#blocks.get(block) ?? this.#blockOf(block)
      this.#blocks.set(block, made)
      then.set(asset, made)
    }
    return then
  }

  /** The number of a cell of the index in a state. */
  #variant(cell: number, state: FindingState | 'absent'): number {
    if (cell < this.#shared && state === this.#now[cell]?.state) return cell
    const key = cell * THEN.length + THEN.indexOf(state)
    const made = this.#variants.get(key) ?? this.cells.push(variantOf(this.#now[cell] as Cell, state)) - 1
    this.#variants.set(key, made)
    return made
  }

  #blockOf(block: Block): Block {
    const history = historyOf(block)
    const touched = lastTouched(block)
    // Cells that the index got later have another number here.
    const renumbered = summaryOf(block).cells.some((cell) => cell >= this.#shared)
    let changed: Pick<Block, 'cells' | 'fixed'> | undefined
    for (let row = 0; row < block.size; row++) {
      if ((touched[row] as number) <= this.#moment && !renumbered) continue
      const then = stateThen(block, history, row, this.#moment)
      if (!then && !renumbered) continue
      changed ??= { cells: Uint32Array.from(block.cells), fixed: Float64Array.from(block.fixed) }
      const cell = block.cells[row] as number
      changed.cells[row] = this.#variant(cell, then?.state ?? (this.#now[cell] as Cell).state)
      if (then) changed.fixed[row] = then.fixed
    }
    if (!changed) return block
    const made = { ...block, ...changed }
    copyHistory(block, made)
    return made
  }
}

const variantOf = (cell: Cell, state: FindingState | 'absent'): Cell =>
  state === 'absent' ? { ...cell, state: 'fixed', absent: true } : { ...cell, state }

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
