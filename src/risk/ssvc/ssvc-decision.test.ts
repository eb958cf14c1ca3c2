import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { openOutcomes } from './decision-table.ts'
import { deployerRank, ssvcDecision } from './ssvc-decision.ts'
import type { SsvcInput } from './ssvc-input.ts'
import { COORDINATOR, DEPLOYER, HUMAN, MISSION_AND_WELL_BEING } from './tables.ts'

const NETWORK = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'

const nothing: SsvcInput = {
  published: true,
  knownExploited: null,
  exploitMaturity: null,
  automatable: null,
  technicalImpact: null,
  cvssVector: null,
  exposure: null,
  criticality: null,
  environment: null,
  dataClasses: null,
}

const worst: SsvcInput = {
  ...nothing,
  knownExploited: true,
  cvssVector: NETWORK,
  exposure: 'internet',
  criticality: 'critical',
  environment: 'production',
  dataClasses: ['pii'],
}

const orUnknown = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values))
const anyInput: fc.Arbitrary<SsvcInput> = fc.record({
  published: fc.boolean(),
  knownExploited: fc.option(fc.boolean()),
  exploitMaturity: orUnknown([0, 1, 2, 3] as const),
  automatable: fc.option(fc.boolean()),
  technicalImpact: orUnknown(['partial', 'total'] as const),
  cvssVector: orUnknown([
    NETWORK,
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    'AV:L/AC:H/Au:S/C:P/I:N/A:N',
  ]),
  exposure: orUnknown(EXPOSURES),
  criticality: orUnknown(CRITICALITIES),
  environment: orUnknown(ENVIRONMENTS),
  dataClasses: fc.option(fc.uniqueArray(fc.constantFrom(...DATA_CLASSES))),
})

describe('the published tables', () => {
  it.each([DEPLOYER, COORDINATOR, HUMAN, MISSION_AND_WELL_BEING])(
    '$name has one outcome for each row',
    (table) => {
      const rows = table.points.reduce((product, { values }) => product * values.length, 1)
      expect(table.rows.replaceAll(' ', '')).toHaveLength(rows)
    },
  )

  // Written as the published files have them, all rows of a table have the digest of the file's without its head.
  it.each([
    [DEPLOYER, 'd4ff5f7e005bfdb837a119a6fef21d2898fbf438bebd918d0dbe9900343d589a'],
    [COORDINATOR, 'b2716b808e894518c932c0abc0e8389a37215847eb20fa691ec5610e64413c89'],
    [HUMAN, '56b0f63530eba9374a9b3cbc75f414fd61db9e2902c9eb97a4e21046915dc7fc'],
  ])('$name is the published one, row by row', (table, digest) => {
    const rows = table.points.reduce<string[][]>(
      (all, { values }) => all.flatMap((row) => values.map((value) => [...row, value])),
      [[]],
    )
    const lines = rows.map((row, n) => {
      const asked = Object.fromEntries(table.points.map(({ id }, at) => [id, [row[at] as string]]))
      return `${[n, ...row, ...openOutcomes<string>(table, asked)].join(',')}\n`
    })
    expect(createHash('sha256').update(lines.join('')).digest('hex')).toBe(digest)
  })
})

describe('ssvcDecision', () => {
  it('decides where everything is known, and says why at every point', () => {
    const { deployer, coordinator } = ssvcDecision(worst)
    expect(deployer.decision).toBe('immediate')
    expect(coordinator.decision).toBe('act')
    expect(deployer.path.map(({ point, value }) => [point, value])).toEqual([
      ['exploitation', 'active'],
      ['exposure', 'open'],
      ['automatable', 'yes'],
      ['safety', 'negligible'],
      ['mission', 'mission failure'],
      ['human-impact', 'very high'],
    ])
    for (const { why, source } of [...deployer.path, ...coordinator.path]) {
      expect(why).toMatch(/\.$/)
      expect(source).not.toBe('')
    }
  })

  it('shows what stays open instead of guessing', () => {
    expect(ssvcDecision(nothing).deployer).toMatchObject({
      decision: null,
      possible: ['defer', 'scheduled', 'out-of-cycle', 'immediate'],
    })
    const { deployer } = ssvcDecision({ ...worst, exposure: null })
    expect(deployer.possible).toEqual(['out-of-cycle', 'immediate'])
    expect(deployer.path.find(({ known }) => !known)).toMatchObject({
      point: 'exposure',
      possible: ['small', 'controlled', 'open'],
    })
  })

  it("takes CISA's word before the vector's", () => {
    const said = ssvcDecision({ ...worst, automatable: false, technicalImpact: 'partial' })
    expect(said.coordinator.path).toContainEqual(
      expect.objectContaining({ point: 'automatable', value: 'no', source: 'CISA Vulnrichment' }),
    )
    expect(said.coordinator.decision).toBe('attend')
  })

  it.each([
    [NETWORK, 'yes', 'total'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 'no', 'partial'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/AU:N', 'no', 'total'],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 'yes', 'total'],
    ['AV:N/AC:L/Au:S/C:P/I:P/A:P', 'no', 'partial'],
    ['no vector', null, null],
  ])('reads %s as automatable %s, impact %s', (cvssVector, automatable, impact) => {
    const { path } = ssvcDecision({ ...nothing, cvssVector }).coordinator
    expect(path.find(({ point }) => point === 'automatable')?.value).toBe(automatable)
    expect(path.find(({ point }) => point === 'technical-impact')?.value).toBe(impact)
  })

  it('lets what is learned of the context only narrow what is open, and keeps the same decision with the finding', () => {
    fc.assert(
      fc.property(anyInput, anyInput, (input, told) => {
        const learned = {
          ...input,
          exposure: input.exposure ?? told.exposure,
          criticality: input.criticality ?? told.criticality,
          dataClasses: input.dataClasses ?? told.dataClasses,
        }
        const [before, after] = [ssvcDecision(input), ssvcDecision(learned)]
        expect(before.deployer.possible).toEqual(expect.arrayContaining(after.deployer.possible))
        expect(before.coordinator.possible).toEqual(expect.arrayContaining(after.coordinator.possible))
        const rank = deployerRank(input)
        expect(rank === null ? null : DEPLOYER.outcomes[rank]).toBe(before.deployer.decision)
      }),
    )
  })
})
