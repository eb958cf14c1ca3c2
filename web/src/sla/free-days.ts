import type { SlaCalendar } from '../api/types.ts'

type FreeDay = SlaCalendar['holidays'][number]

/** One a line: `2026-12-24 Company holiday`. */
export const writtenDays = (days: FreeDay[]): string =>
  days.map(({ date, name }) => `${date} ${name}`).join('\n')

/** The days of such lines; `wrong` is the first line that says none. */
export function readDays(text: string): { days: FreeDay[]; wrong?: string } {
  const days: FreeDay[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (!line) continue
    const found = /^(\d{4}-\d{2}-\d{2})\s+(\S.*)$/.exec(line)
    const [date, name] = [found?.[1] ?? '', found?.[2] ?? '']
    if (!isDay(date)) return { days, wrong: line }
    days.push({ date, name })
  }
  return { days }
}

/** A day that there is: the 30th of February is none. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date)
}
