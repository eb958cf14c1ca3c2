import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../model/application.ts'
import { NOISE } from '../model/noise.ts'
import { SEVERITIES } from '../model/severity.ts'
import { type ScoreInput, score } from './score.ts'

const bare: ScoreInput = {
  severity: 'high',
  cvss: null,
  cvssVector: null,
  published: false,
  knownExploited: null,
  epss: null,
  confidence: null,
  tools: 1,
  age: 0,
  noise: [],
  criticality: null,
  exposure: null,
  environment: null,
  dataClasses: null,
}

const anyInput: fc.Arbitrary<ScoreInput> = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  cvss: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  cvssVector: fc.constant(null),
  published: fc.boolean(),
  knownExploited: fc.option(fc.boolean()),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  confidence: fc.option(fc.constantFrom('high', 'medium', 'low')),
  tools: fc.integer({ min: 1, max: 6 }),
  age: fc.integer({ min: 0, max: 4000 }),
  noise: fc.uniqueArray(fc.constantFrom(...NOISE)),
  criticality: fc.option(fc.constantFrom(...CRITICALITIES)),
  exposure: fc.option(fc.constantFrom(...EXPOSURES)),
  environment: fc.option(fc.constantFrom(...ENVIRONMENTS)),
  dataClasses: fc.option(fc.uniqueArray(fc.constantFrom(...DATA_CLASSES))),
})

describe('score', () => {
  it('is the exact sum of its factors, within 0–100, whatever comes in', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { score: total, certainty, factors } = score(input)
        expect(factors.reduce((sum, f) => sum + f.points, 0)).toBe(total)
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(1000)
        expect(certainty).toBeGreaterThanOrEqual(0)
        expect(certainty).toBeLessThanOrEqual(100)
      }),
    )
  })

  it.each([
    [
      'known exploitation',
      { published: true, knownExploited: true },
      { published: true, knownExploited: false },
    ],
    ['EPSS', { published: true, epss: 0.5 }, { published: true, epss: 0.01 }],
    ['exposure', { exposure: 'internet' }, { exposure: 'isolated' }],
    ['data', { dataClasses: ['pii'] }, { dataClasses: ['public'] }],
    ['criticality', { criticality: 'critical' }, { criticality: 'low' }],
    ['environment', { environment: 'production' }, { environment: 'development' }],
    ['confidence', { confidence: 'high' }, { confidence: 'low' }],
    ['agreement', { tools: 3 }, { tools: 1 }],
    ['age', { age: 400 }, { age: 3 }],
    ['CVSS', { cvss: 9.8 }, { cvss: 7.1 }],
  ] as [string, Partial<ScoreInput>, Partial<ScoreInput>][])('orders by %s', (_, more, less) => {
    expect(score({ ...bare, ...more }).score).toBeGreaterThan(score({ ...bare, ...less }).score)
  })

  it('says what is unknown, adds nothing for it, and is less sure', () => {
    const vague = score({ ...bare, published: true })
    expect(vague.factors.filter((f) => !f.known).map((f) => [f.id, f.value, f.points])).toEqual([
      ['exploited', 'unknown', 0],
      ['epss', 'unknown', 0],
      ['exposure', 'unknown', 0],
      ['data', 'unknown', 0],
      ['criticality', 'unknown', 0],
      ['environment', 'unknown', 0],
      ['confidence', 'unknown', 0],
    ])
    const sure = score({ ...bare, published: true, exposure: 'internal', epss: 0.1, knownExploited: false })
    expect(sure.certainty).toBeGreaterThan(vague.certainty)
  })

  it('does not ask for exploitation where no vulnerability is published', () => {
    const code = score({
      ...bare,
      exposure: 'internet',
      dataClasses: [],
      criticality: 'high',
      environment: 'production',
      confidence: 'high',
    })
    expect(code.certainty).toBe(100)
  })

  it('lets context move an informational result by little', () => {
    const worst = score({
      ...bare,
      severity: 'info',
      exposure: 'internet',
      criticality: 'critical',
      dataClasses: ['phi'],
    })
    expect(worst.score).toBeLessThan(100)
  })
})
