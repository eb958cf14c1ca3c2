import { DAY_MS, dayOf } from '../../model/day.ts'
import { AppError } from '../../platform/errors.ts'

/**
 * The last millisecond of a past day (ISO date, UTC), or undefined for today and for none: then things are as they are. Throws
 * `future_day`.
 */
export function dayEnd(asOf: string | undefined, now = Date.now()): number | undefined {
  if (asOf === undefined || asOf === dayOf(now)) return undefined
  const end = Date.parse(asOf) + DAY_MS - 1
  if (end > now)
    throw new AppError('future_day', 400, `${asOf} is yet to come. Ask for a day up to ${dayOf(now)}.`)
  return end
}
