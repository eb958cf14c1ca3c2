import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { type CriticalityFacts, proposeCriticality } from './propose-criticality.ts'

const nothing: CriticalityFacts = {
  dataClasses: [],
  exposure: null,
  environment: null,
  endpoints: 0,
  openEndpoints: 0,
  stores: 0,
  thirdParties: [],
  blastRadius: null,
}
const proposed = (facts: Partial<CriticalityFacts>) => proposeCriticality({ ...nothing, ...facts }).proposed

test('a shop with cards in reach of the internet is critical, the same as a trial on somebody’s desk is not', () => {
  const shop = {
    dataClasses: ['pci', 'pii', 'credentials'],
    exposure: 'internet',
    endpoints: 20,
    openEndpoints: 6,
    stores: 1,
  } as const
  expect(proposeCriticality({ ...nothing, ...shop })).toEqual({
    proposed: 'critical',
    points: 10,
    reasons: [
      { factor: 'data', points: 5, says: 'Holds or moves pci, pii, credentials' },
      { factor: 'exposure', points: 3, says: 'The internet reaches it' },
      { factor: 'endpoints', points: 1, says: '6 of 20 endpoints bring the internet to such data' },
      { factor: 'stores', points: 1, says: 'Keeps data in 1 store' },
    ],
  })
  expect(proposed({ ...shop, environment: 'development' })).toBe('high')
})

test('steps in between, and nothing where nothing is known', () => {
  expect(proposed({})).toBeNull()
  expect(proposed({ environment: 'staging', blastRadius: 3 })).toBeNull()
  expect(proposed({ exposure: 'isolated' })).toBe('low')
  expect(proposed({ exposure: 'internet' })).toBe('medium')
  expect(proposed({ exposure: 'internal', dataClasses: ['financial'], stores: 2 })).toBe('high')
})

test('more exposure, data or reach never makes an application matter less', () => {
  const facts = fc.record({
    dataClasses: fc.uniqueArray(fc.constantFrom(...DATA_CLASSES)),
    exposure: fc.constantFrom(...EXPOSURES),
    environment: fc.constantFrom(null, ...ENVIRONMENTS),
    endpoints: fc.nat(100),
    openEndpoints: fc.nat(3),
    stores: fc.nat(3),
    thirdParties: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 6 }),
    blastRadius: fc.constantFrom(null, 0, 1, 20),
  })
  fc.assert(
    fc.property(facts, (one) => {
      const { points } = proposeCriticality(one)
      expect(proposeCriticality({ ...one, exposure: 'internet' }).points).toBeGreaterThanOrEqual(points)
      expect(proposeCriticality({ ...one, dataClasses: [...DATA_CLASSES] }).points).toBeGreaterThanOrEqual(
        points,
      )
      expect(proposeCriticality({ ...one, blastRadius: 50 }).points).toBeGreaterThanOrEqual(points)
    }),
  )
})
