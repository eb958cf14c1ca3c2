import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTROLS, CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { KINDS } from '../../model/kind.ts'
import { NOISE } from '../../model/noise.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { FACTORS } from './factors.ts'
import { NOTHING_KNOWN, type ScoreInput } from './input.ts'
import { lowersOf } from './lowers.ts'
import { PRESETS } from './model.ts'
import { product, type RiskModel, SHIPPED, type SideScore, score } from './score.ts'

const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const VECTORS = [
  V31,
  'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:C/C:L/I:N/A:N',
  'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
  'AV:N/AC:M/Au:S/C:P/I:N/A:C',
  'not a vector',
]
const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values))

const anyInput: fc.Arbitrary<ScoreInput> = fc.record({
  kind: fc.constantFrom(...KINDS),
  severity: fc.constantFrom(...SEVERITIES),
  cvss: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  cvssVector: maybe(VECTORS),
  published: fc.boolean(),
  knownExploited: fc.option(fc.boolean()),
  maturity: maybe([0, 1, 2, 3] as const),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  epssTrend: maybe([-1, 0, 1] as const),
  automatable: fc.option(fc.boolean()),
  cveAge: maybe([0, 1, 2, 3, 4]),
  confidence: maybe(['high', 'medium', 'low'] as const),
  tools: fc.integer({ min: 1, max: 6 }),
  cwes: fc.array(fc.integer({ min: 1, max: 1400 }), { maxLength: 4 }),
  reachability: maybe([0, 1, 2, 3, 4]),
  noise: fc.uniqueArray(fc.constantFrom(...NOISE)),
  criticality: maybe(CRITICALITIES),
  exposure: maybe(EXPOSURES),
  environment: maybe(ENVIRONMENTS),
  dataClasses: fc.option(fc.uniqueArray(fc.constantFrom(...DATA_CLASSES))),
  controls: fc.option(fc.uniqueArray(fc.constantFrom(...CONTROLS))),
  compliance: fc.option(fc.uniqueArray(fc.constantFrom('pci-dss', 'hipaa', 'soc2', 'dora'))),
  blastRadius: fc.option(fc.integer({ min: 0, max: 500 })),
})
const anyModel: fc.Arbitrary<RiskModel> = fc.oneof(
  fc.constant(SHIPPED),
  fc.constantFrom(...PRESETS.map(({ weights }) => ({ version: 1, weights }))),
  fc
    .dictionary(fc.constantFrom(...FACTORS.map(({ id }) => id)), fc.double({ min: 0, max: 2, noNaN: true }))
    .map((weights) => ({ version: 1, weights })),
)

const sumOf = ({ base, limit, parts }: SideScore): number =>
  base + limit + parts.reduce((sum, { rating }) => sum + (rating?.points ?? 0), 0)

describe('the score', () => {
  it('is likelihood × impact, and the parts of each side are the side exactly, whatever comes in', () => {
    fc.assert(
      fc.property(anyInput, anyModel, (input, model) => {
        const made = score(input, model)
        expect(sumOf(made.likelihood)).toBe(made.likelihood.value)
        expect(sumOf(made.impact)).toBe(made.impact.value)
        expect(made.score).toBe(product(made.likelihood.value, made.impact.value))
        expect(made.score).toBe(Math.round((made.likelihood.value * made.impact.value) / 1000))
        expect(made.score).toBeGreaterThanOrEqual(0)
        expect(made.score).toBeLessThanOrEqual(1000)
        expect(made.certainty).toBeGreaterThanOrEqual(0)
        expect(made.certainty).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('lies within its band, which is no wider than nothing where all is known', () => {
    fc.assert(
      fc.property(anyInput, anyModel, (input, model) => {
        const { low, score: middle, high, likelihood, impact } = score(input, model)
        expect(low).toBeLessThanOrEqual(middle)
        expect(middle).toBeLessThanOrEqual(high)
        const allKnown = [...likelihood.parts, ...impact.parts].every(({ rating }) => rating?.known ?? true)
        if (allKnown) expect([low, high]).toEqual([middle, middle])
      }),
    )
  })

  it('widens the band and lowers the certainty when a fact is taken away, and holds what the fact would have made', () => {
    const facts = ['exposure', 'criticality', 'environment', 'confidence', 'controls', 'compliance'] as const
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...facts), (input, fact) => {
        fc.pre(input[fact] !== null)
        const [told, untold] = [score(input), score({ ...input, [fact]: null })]
        expect(untold.certainty).toBeLessThanOrEqual(told.certainty)
        if (fact === 'criticality') return // It moves the vector's impact as well, whose need is then taken as middling.
        expect(untold.low).toBeLessThanOrEqual(told.low)
        expect(untold.high).toBeGreaterThanOrEqual(told.high)
      }),
    )
  })

  it.each([
    ['known exploitation', { knownExploited: true }, { knownExploited: false }],
    ['maturity', { maturity: 2 }, { maturity: 0 }],
    ['EPSS', { epss: 0.5 }, { epss: 0.01 }],
    ['the age of the vulnerability', { cveAge: 0 }, { cveAge: 3 }],
    ['the trend of EPSS', { epssTrend: 1 }, { epssTrend: -1 }],
    ['confidence', { confidence: 'high' }, { confidence: 'low' }],
    ['agreement', { tools: 3 }, { tools: 1 }],
    ['reachability', { reachability: 4 }, { reachability: 1 }],
    ['noise', { noise: [] }, { noise: ['test'] }],
    ['exposure', { exposure: 'internet' }, { exposure: 'internal' }],
    ['controls', { controls: [] }, { controls: ['network-policy'] }],
    ['data', { dataClasses: ['pci'] }, { dataClasses: ['internal'] }],
    ['criticality', { criticality: 'critical' }, { criticality: 'low' }],
    ['environment', { environment: 'production' }, { environment: 'development' }],
    ['blast radius', { blastRadius: 40 }, { blastRadius: 0 }],
    ['compliance', { compliance: ['pci-dss'] }, { compliance: [] }],
    ['severity', { severity: 'critical' }, { severity: 'low' }],
  ] as [string, Partial<ScoreInput>, Partial<ScoreInput>][])('never falls by more %s', (_, more, less) => {
    fc.assert(
      fc.property(anyInput, anyModel, (input, model) => {
        expect(score({ ...input, ...more }, model).score).toBeGreaterThanOrEqual(
          score({ ...input, ...less }, model).score,
        )
      }),
      { numRuns: 2000 },
    )
    const plain: ScoreInput = { ...NOTHING_KNOWN, kind: 'dependency', published: true, severity: 'high' }
    expect(score({ ...plain, ...more }).score).toBeGreaterThan(score({ ...plain, ...less }).score)
  })

  it('says what is unknown instead of hiding it', () => {
    const vague = score({ ...NOTHING_KNOWN, kind: 'dependency', published: true, severity: 'high' })
    const unknown = [...vague.likelihood.parts, ...vague.impact.parts].filter(
      ({ rating }) => rating && !rating.known,
    )
    expect(unknown.map(({ rule }) => rule.id).sort()).toEqual(
      [
        'exploited',
        'maturity',
        'epss',
        'epss-trend',
        'cve-age',
        'attack',
        'confidence',
        'reachability',
        'exposure',
        'controls',
        'data',
        'criticality',
        'environment',
        'blast-radius',
        'compliance',
      ].sort(),
    )
    expect(vague.high - vague.low).toBeGreaterThan(400)
    expect(vague.certainty).toBeLessThan(40)
  })

  it('asks no threat of what is not published, and takes the class of the weakness instead', () => {
    const at = (cwe: number) => score({ ...NOTHING_KNOWN, severity: 'high', cwes: [cwe] })
    const ids = at(89).likelihood.parts.flatMap(({ rule, rating }) => (rating ? [rule.id] : []))
    expect(ids).not.toContain('epss')
    expect(at(89).score).toBeGreaterThan(at(327).score)
    // Hibernate's SQL injection stands below SQL injection.
    expect(at(564).score).toBe(at(89).score)
  })

  it('lets what an asset requires move a vector’s impact', () => {
    const at = (context: Partial<ScoreInput>) =>
      score({
        ...NOTHING_KNOWN,
        published: true,
        cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
        ...context,
      }).impact.parts.find(({ rule }) => rule.id === 'consequence')?.rating?.points ?? 0
    expect(at({ dataClasses: ['phi'] })).toBeGreaterThan(at({ dataClasses: null }))
    expect(at({ dataClasses: ['public'] })).toBeLessThan(at({ dataClasses: null }))
  })

  it('lets context move an informational result by little', () => {
    const worst = score({
      ...NOTHING_KNOWN,
      severity: 'info',
      exposure: 'internet',
      criticality: 'critical',
      dataClasses: ['phi'],
      compliance: ['hipaa'],
    })
    expect(worst.score).toBeLessThan(100)
  })

  it('knows what would lower it, the most first, each as it would then be scored', () => {
    const input: ScoreInput = {
      ...NOTHING_KNOWN,
      kind: 'dependency',
      published: true,
      cvssVector: V31,
      epss: 0.6,
      exposure: 'internet',
      dataClasses: ['pii'],
      reachability: 3,
      blastRadius: 12,
    }
    const lowers = lowersOf({
      input,
      model: SHIPPED,
      policyPoints: 0,
      component: 'lodash',
      fixVersion: '4.17.21',
    })
    expect(lowers[0]).toMatchObject({ id: 'upgrade', score: 0 })
    expect(lowers.map((one) => one.score)).toEqual(lowers.map((one) => one.score).sort((a, b) => a - b))
    expect(lowers.find(({ id }) => id === 'exposure-internal')?.score).toBe(
      score({ ...input, exposure: 'internal' }).score,
    )
    expect(lowers.every((one) => one.score < score(input).score)).toBe(true)
  })
})
