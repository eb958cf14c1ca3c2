import { expect, it } from 'vitest'
import { epssDays } from './epss-days.ts'

it('a score stays until the next one', () => {
  const timeline = [
    { since: '2026-08-01', score: 0.1 },
    { since: '2026-08-03', score: 0.4 },
  ]
  expect(epssDays(timeline, '2026-08-04')).toEqual([
    { day: '2026-08-01', score: 0.1 },
    { day: '2026-08-02', score: 0.1 },
    { day: '2026-08-03', score: 0.4 },
    { day: '2026-08-04', score: 0.4 },
  ])
})

it('goes back a year at most, and says nothing of nothing', () => {
  const days = epssDays([{ since: '2020-01-01', score: 0.2 }], '2026-08-04')
  expect([days.length, days[0]]).toEqual([366, { day: '2025-08-04', score: 0.2 }])
  expect(epssDays([], '2026-08-04')).toEqual([])
})
