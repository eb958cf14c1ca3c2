import type { Cell } from '../../findings/posture-index/cell.ts'
import { currentPosture } from '../../findings/posture-index/posture-index.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import type { SelectedBlock } from '../../findings/queries/select-blocks.ts'
import { type Selection, select } from '../../findings/queries/selection.ts'
import { DAY_MS } from '../../model/day.ts'
import { SLA_CLOCKS, type SlaClock, slaClock } from '../../model/sla-state.ts'
import type { Pool } from '../../platform/database.ts'

export type SlaFilter = Pick<FindingFilter, 'team' | 'application' | 'asset' | 'severity'>

/** Days ahead that are told apart. */
export const AHEAD = 90

/** What one group of findings comes to. */
export interface Tally {
  /** By clock, in the order of SLA_CLOCKS. */
  clocks: number[]
  overdue: number
  /** Running ones that fall due on each of the next days; the first is today. */
  ahead: number[]
  /** Open and without a due date. */
  undated: number
}

export const newTally = (): Tally => ({
  clocks: SLA_CLOCKS.map(() => 0),
  overdue: 0,
  ahead: Array.from({ length: AHEAD }, () => 0),
  undated: 0,
})

export const clockCount = ({ clocks }: Tally, clock: SlaClock): number =>
  clocks[SLA_CLOCKS.indexOf(clock)] as number

export interface Survey {
  selection: Selection
  /** By severity's rank within each block that is in: every grouping adds these up. */
  blocks: { selected: SelectedBlock; bySeverity: Map<number, Tally> }[]
}

/** One pass over everything that a filter means, in memory: how it stands to its due dates at a moment. */
export async function surveySla(pool: Pool, filter: SlaFilter, reader: Reader, now: number): Promise<Survey> {
  const selection = select(await currentPosture(pool), filter, reader)
  const { posture, cellFails } = selection
  const severities = posture.cells.map(({ severity }) => severity)
  const blocks = selection.blocks
    .filter(({ fails }) => fails === 0)
    .map((selected) => {
      const bySeverity = new Map<number, Tally>()
      const { size, cells, due, fixed } = selected.block
      for (let row = 0; row < size; row++) {
        const code = cells[row] as number
        if (cellFails[code] !== 0) continue
        const severity = severities[code] as number
        const tally = bySeverity.get(severity) ?? newTally()
        bySeverity.set(severity, tally)
        count(tally, posture.cells[code] as Cell, due[row] as number, fixed[row] as number, now)
      }
      return { selected, bySeverity }
    })
  return { selection, blocks }
}

type CellState = Pick<Cell, 'state' | 'paused'>

function count(tally: Tally, { state, paused }: CellState, due: number, fixed: number, now: number): void {
  const clock = slaClock(state, paused, due, fixed)
  ;(tally.clocks[SLA_CLOCKS.indexOf(clock)] as number)++
  if (clock === 'none' && state === 'open') tally.undated++
  if (clock !== 'running') return
  const day = Math.floor((due - now) / DAY_MS)
  if (due < now) tally.overdue++
  else if (day < AHEAD) (tally.ahead[day] as number)++
}

/** Adds one tally to another. */
export function addTally(to: Tally, one: Tally): void {
  for (let i = 0; i < to.clocks.length; i++) (to.clocks[i] as number) += one.clocks[i] as number
  for (let i = 0; i < AHEAD; i++) (to.ahead[i] as number) += one.ahead[i] as number
  to.overdue += one.overdue
  to.undated += one.undated
}
