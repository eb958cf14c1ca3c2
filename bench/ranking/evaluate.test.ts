import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { rankingsOf } from './rankings.ts'
import type { Rated } from './read-feeds.ts'

const T = '2026-01-01'
/** The higher the number, the lower EPSS. */
const cves = Array.from({ length: 400 }, (_, n) => `CVE-2024-${1000 + n}`)
const last = cves.at(-1) as string
const question = {
  snapshot: { day: T, scores: new Map(cves.map((cve, n) => [cve, 0.9 - n / 500])) },
  before: undefined,
  kev: new Map([
    [cves[0] as string, '2025-05-05'],
    [last, '2026-01-02'],
  ]),
  ratings: new Map<string, Rated>(),
  exploits: undefined,
  after: T,
  until: '2026-03-01',
}
const stance = (asked: typeof question) =>
  evaluate(asked).map(({ found, ...view }) => ({
    ...view,
    recall: found.find(({ name }) => name === 'Stance')?.recall,
  }))

it('looks for what was added afterwards, listed ones kept and taken out', () => {
  expect(stance(question).slice(0, 2)).toMatchObject([
    { universe: 'all', listed: 'taken out', size: 399, positives: 1 },
    { universe: 'all', listed: 'kept', size: 400, positives: 1 },
  ])
})

it('lets nothing of the future into the ranking', () => {
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H'
  const told: Rated = { at: '2026-01-02', score: 10, vector, exploitation: 'active' }
  for (const view of stance({ ...question, ratings: new Map([[last, told]]) }).slice(0, 2))
    expect(view.recall).toEqual([0, 0, 0, 0])
  // Known a day before, it would have been found at once.
  const [before] = stance({ ...question, ratings: new Map([[last, { ...told, at: T }]]) })
  expect(before?.recall?.at(-1)).toBe(1)
})

it('never ranks a higher EPSS lower, all else the same', () => {
  const rated = fc.option(
    fc.record({
      at: fc.constant(T),
      score: fc.constant(7.5),
      vector: fc.constant(null),
      exploitation: fc.constantFrom(null, 'poc' as const),
    }),
  )
  const probability = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      probability,
      probability,
      fc.integer({ min: 1999, max: 2026 }),
      rated,
      fc.boolean(),
      (one, other, year, rating, listed) => {
        const pair = [`CVE-${year}-1`, `CVE-${year}-2`]
        const found = rankingsOf({
          cves: pair,
          day: T,
          epss: Float64Array.of(Math.min(one, other), Math.max(one, other)),
          before: undefined,
          listed: Uint8Array.of(Number(listed), Number(listed)),
          ratings: new Map(rating ? pair.map((cve) => [cve, rating]) : []),
          exploits: undefined,
        }).find(({ name }) => name === 'Stance')
        const [lower, higher] = found?.scores ?? []
        expect(higher).toBeGreaterThanOrEqual(lower as number)
      },
    ),
  )
})
