import { DAY_MS } from '../../model/day.ts'
/** Which days count. A day is its ISO date in the calendar's time zone. */
export interface WorkCalendar {
  timeZone: string
  /** 1 Monday … 7 Sunday. */
  workingDays: ReadonlySet<number>
  isHoliday(day: string): boolean
}

/** The date of a moment in a time zone, as ISO says it. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = formatOf(timeZone).formatToParts(at)
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)

/** When a day begins in a time zone. */
function startOf(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  let at = wanted
  // What the clock there shows for a first guess tells how far off it is; a second look is for days on which clocks change.
  for (let i = 0; i < 2; i++) at += wanted - shownAt(new Date(at), timeZone)
  return new Date(at)
}

function shownAt(at: Date, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

export function isWorkDay(day: string, { workingDays, isHoliday }: WorkCalendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return workingDays.has(weekday) && !isHoliday(day)
}

/** Time that does not count; `to` is null while it goes on. */
export interface Pause {
  from: Date
  to: Date | null
}

// A calendar without any working day in so long is none.
const MOST_DAYS = 20_000

/**
 * When a finding is due that has so many working days from a moment on: the last second of the last of them, in the calendar's time zone.
 * The day of the moment itself does not count, nor do working days on which the clock stood at its beginning.
 */
export function dueAfter(
  from: Date,
  days: number,
  calendar: WorkCalendar,
  pauses: readonly Pause[] = [],
): Date {
  const stood = pauses.map(({ from, to }) => [
    dayIn(calendar.timeZone, from),
    to ? dayIn(calendar.timeZone, to) : undefined,
  ])
  const isPaused = (day: string): boolean =>
    stood.some(([a = '', b]) => b !== undefined && day > a && day <= b)
  let day = dayIn(calendar.timeZone, from)
  for (let left = days, walked = 0; left > 0 && walked < MOST_DAYS; walked++) {
    day = nextDay(day)
    if (isWorkDay(day, calendar) && !isPaused(day)) left--
  }
  return new Date(startOf(nextDay(day), calendar.timeZone).getTime() - 1000)
}
