import type { Reader } from '../../findings/queries/reader.ts'
import type { Pool } from '../../platform/database.ts'
import { type Group, type Grouping, RATE_DAYS, type SlaFilter, surveySla } from './survey-sla.ts'
import { AHEAD, clockCount, type Tally } from './tally.ts'

/** Days ahead that a forecast speaks of. */
export const HORIZONS = [7, 14, 30, AHEAD] as const

/** What will be overdue within each horizon: when nothing is fixed any more, and when fixing goes on as in the last 90 days. */
export async function slaForecast(
  pool: Pool,
  { by, ...filter }: SlaFilter & { by: Grouping },
  reader: Reader,
) {
  const now = Date.now()
  const { total, groups } = await surveySla(pool, filter, reader, { now, by: [by] })
  return { at: new Date(now).toISOString(), total: rowOf(total), groups: groups[by].map(rowOf) }
}

function rowOf({ value, label, tally, fixed }: Group) {
  const perDay = fixed / RATE_DAYS
  return {
    value,
    label,
    fixedPerDay: Math.round(perDay * 100) / 100,
    open: clockCount(tally, 'running'),
    overdue: tally.overdue,
    horizons: HORIZONS.map((days) => ({
      days,
      ifNothing: tally.ahead.slice(0, days).reduce((sum, n) => sum + n, 0),
      atUsualRate: breaches(tally, perDay, days),
    })),
  }
}

/**
 * How many more miss their date within some days when so many are fixed a day, what is due first before all others: the overdue ones, then
 * day by day. Of those due on a day the ones are late that the work done until then does not reach.
 */
export function breaches(
  { overdue, ahead }: Pick<Tally, 'overdue' | 'ahead'>,
  perDay: number,
  days: number,
): number {
  let late = 0
  let queue = overdue
  for (let day = 0; day < days; day++) {
    const due = ahead[day] as number
    queue += due
    const done = Math.floor(perDay * (day + 1))
    late += Math.max(0, Math.min(due, queue - done))
  }
  return late
}
