import { isoTime } from './time.ts'

/** Which comes first in `03/04/2025`. */
export type DateOrder = 'day' | 'month'

const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[,\s]*(.*)$/

/**
 * The order in which a report writes its dates, from those that only one order allows; undefined where all of them could be either.
 * Tools write them as the user's account is set.
 */
export function dateOrderOf(...dates: (string | undefined)[]): DateOrder | undefined {
  for (const date of dates) {
    const [, first, second] = NUMBERS.exec(date?.trim() ?? '') ?? []
    if (Number(first) > 12) return 'day'
    if (Number(second) > 12) return 'month'
  }
  return undefined
}

/** A report's time as ISO 8601 in UTC, also where it is written as `25/06/2021 09:59 AM`; undefined where its order is not known. */
export function timeInOrder(date: string | undefined, order: DateOrder | undefined): string | undefined {
  const [, first, second, year, clock = ''] = NUMBERS.exec(date?.trim() ?? '') ?? []
  if (!first || !second) return isoTime(date)
  const known = dateOrderOf(date) ?? (first === second ? 'day' : order)
  if (known === undefined) return undefined
  const [day, month] = known === 'day' ? [first, second] : [second, first]
  if (Number(month) > 12 || Number(day) > 31) return undefined
  return isoTime(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${clock24(clock)}`.trim())
}

/** `9:36:42 PM` as `21:36:42`. */
function clock24(clock: string): string {
  const [, hour, rest, half, zone = ''] =
    /^(\d{1,2})(:\d{2}(?::\d{2})?)\s*([AP]M)?\s*(.*)$/i.exec(clock) ?? []
  if (!hour || !rest) return ''
  const number = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour)
  return `${String(number).padStart(2, '0')}${rest} ${zone}`.trim()
}
