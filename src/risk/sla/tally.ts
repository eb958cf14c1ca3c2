import { SLA_CLOCKS, type SlaClock } from '../../model/sla-state.ts'

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
