import { DAY_MS } from './day.ts'
import type { FindingState } from './finding-state.ts'

/**
 * How a finding stands to its due date. `stopped` = accepted or a false positive: nobody is late with it. `met`, `late` = fixed, in or
 * after its time. `none` = no policy gives it a due date.
 */
export const SLA_STATES = [
  'overdue',
  'due_soon',
  'on_time',
  'paused',
  'late',
  'met',
  'stopped',
  'none',
] as const
export type SlaState = (typeof SLA_STATES)[number]

/**
 * From when the days to a due date count: from when the finding was first seen here; from when its vulnerability became public, where that
 * was before; from when it became known that it is exploited, where that is after.
 */
export const SLA_STARTS = ['firstSeen', 'known', 'exploited'] as const
export type SlaStart = (typeof SLA_STARTS)[number]

/** A due date this near is soon. */
export const SOON_MS = 7 * DAY_MS

/** What does not change with the clock alone; only `running` has to be told apart by the time. */
export const SLA_CLOCKS = ['none', 'running', 'paused', 'stopped', 'met', 'late'] as const
export type SlaClock = (typeof SLA_CLOCKS)[number]

/** `due` and `now` in milliseconds since 1970. */
export function slaState(clock: SlaClock, due: number, now: number): SlaState {
  if (clock !== 'running') return clock
  return due < now ? 'overdue' : due < now + SOON_MS ? 'due_soon' : 'on_time'
}

/** `due` and `fixed` in milliseconds since 1970, 0 = none. What is fixed while its clock stands is in time. */
export function slaClock(state: FindingState, paused: boolean, due: number, fixed: number): SlaClock {
  if (due === 0) return 'none'
  if (state === 'fixed') return paused || fixed <= due ? 'met' : 'late'
  if (state !== 'open') return 'stopped'
  return paused ? 'paused' : 'running'
}
