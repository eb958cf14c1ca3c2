import { actorNames } from '../../access/actor-names.ts'
import { DAY_MS, dayOf } from '../../model/day.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { postureAsOf } from '../posture-index/posture-as-of.ts'
import { currentPosture, type Posture } from '../posture-index/posture-index.ts'
import { loadRiskDays } from '../posture-index/risk-days.ts'
import { loadHistories } from '../posture-index/state-history.ts'
import { dayEnd } from '../queries/day-end.ts'

/** The posture at the end of a day, with all that figures are made from. */
export interface Day {
  posture: Posture
  /** Its end, or now (ms since 1970). */
  to: number
  /** ISO date. */
  asOf: string
  /** The same for a past day only. */
  past: string | undefined
  /** Names of the people that findings are assigned to, by their ids. */
  nameOf: (id: string) => string
}

/** A day with the days before it. */
export interface Window extends Day {
  /** Start of the first day (ms since 1970). */
  from: number
  /** Days since 1970, UTC; both are part of it. */
  first: number
  last: number
  fromDay: string
}

/** A day's posture (ISO date; left out: as it is now). Throws `future_day`. */
export async function openDay(pool: Pool, asOf: string | undefined): Promise<Day> {
  const now = Date.now()
  const end = dayEnd(asOf, now)
  const posture = end === undefined ? await currentPosture(pool) : await postureAsOf(pool, end)
  await loadHistories(pool, posture.blocks)
  await loadRiskDays(pool, posture.days)
  const nameOf = await transaction(pool, (tx) => actorNames(tx, posture.assignees))
  const to = end ?? now
  return { posture, nameOf, to, asOf: dayOf(to), past: end === undefined ? undefined : asOf }
}

/** The window of so many days that ends with a day. */
export function windowOf(day: Day, days: number): Window {
  const last = Math.floor(day.to / DAY_MS)
  const first = last - days + 1
  const from = first * DAY_MS
  return { ...day, from, first, last, fromDay: dayOf(from) }
}
