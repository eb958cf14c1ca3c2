import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breaches } from './forecast.ts'
import { AHEAD } from './tally.ts'
import { dueAfter, isWorkDay, nextDay, type WorkCalendar } from './work-days.ts'

const ahead = (given: Record<number, number>): number[] =>
  Array.from({ length: AHEAD }, (_, day) => given[day] ?? 0)

it('works off what is due first, the overdue before all', () => {
  expect(breaches({ overdue: 0, ahead: ahead({ 0: 2, 6: 5 }) }, 0, 7)).toBe(7)
  // One a day: two on the first day are one too many; by the seventh the seven of the queue are done.
  expect(breaches({ overdue: 0, ahead: ahead({ 0: 2, 6: 5 }) }, 1, 7)).toBe(1)
  expect(breaches({ overdue: 10, ahead: ahead({ 6: 5 }) }, 1, 7)).toBe(5)
  expect(breaches({ overdue: 10, ahead: ahead({ 29: 5 }) }, 1, 30)).toBe(0)
})

it('never promises more by working more, and never less than nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: AHEAD, maxLength: AHEAD }),
      fc.nat(50),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      (days, overdue, a, b) => {
        const [slow, fast] = a < b ? [a, b] : [b, a]
        const all = days.slice(0, 30).reduce((sum, n) => sum + n, 0)
        expect(breaches({ overdue, ahead: days }, 0, 30)).toBe(all)
        expect(breaches({ overdue, ahead: days }, fast, 30)).toBeLessThanOrEqual(
          breaches({ overdue, ahead: days }, slow, 30),
        )
      },
    ),
  )
})

const office: WorkCalendar = {
  timeZone: 'America/New_York',
  workingDays: new Set([1, 2, 3, 4, 5]),
  isHoliday: (day) => day === '2026-07-03',
}

it('counts working days in the zone of the calendar, whatever its clocks do', () => {
  // Thursday evening there is Friday in UTC; Friday is free, the weekend too.
  expect(dueAfter(new Date('2026-07-03T02:00:00Z'), 1, office).toISOString()).toBe('2026-07-07T03:59:59.000Z')
  // On 8 March 2026 clocks go forward there.
  expect(dueAfter(new Date('2026-03-06T12:00:00Z'), 1, office).toISOString()).toBe('2026-03-10T03:59:59.000Z')
  const pause = { from: new Date('2026-03-10T12:00:00Z'), to: new Date('2026-03-12T12:00:00Z') }
  expect(dueAfter(new Date('2026-03-09T12:00:00Z'), 3, office, [pause]).toISOString()).toBe(
    '2026-03-17T03:59:59.000Z',
  )
})

it('leaves exactly so many working days between', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 60 }),
      (from, days) => {
        const utc = { ...office, timeZone: 'UTC' }
        const due = dueAfter(from, days, utc).toISOString().slice(0, 10)
        let count = 0
        for (let day = from.toISOString().slice(0, 10); day < due; ) {
          day = nextDay(day)
          if (isWorkDay(day, utc)) count++
        }
        expect(count).toBe(days)
        expect(isWorkDay(due, utc)).toBe(true)
      },
    ),
  )
})
