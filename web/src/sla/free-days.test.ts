import { expect, it } from 'vitest'
import { readDays, writtenDays } from './free-days.ts'

it('reads the days that it wrote', () => {
  const days = [
    { date: '2026-12-24', name: 'Company holiday' },
    { date: '2027-05-02', name: 'Bridge' },
  ]
  expect(readDays(writtenDays(days))).toEqual({ days })
  expect(readDays('\n  \n')).toEqual({ days: [] })
})

it('tells which line says no day', () => {
  expect(readDays('2026-12-24 x\n24.12. y').wrong).toBe('24.12. y')
  expect(readDays('2026-02-30 never').wrong).toBe('2026-02-30 never')
  expect(readDays('2026-12-24').wrong).toBe('2026-12-24')
})
