import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCharacter } from '../../../test/any-character.ts'
import type { VersionScheme } from './scheme.ts'
import { schemeOf } from './scheme-of.ts'

/** By ecosystem: versions of the usual shapes, with few values, so that equal beginnings and near misses come up all the time. */
const SHAPES: Record<string, RegExp> = {
  npm: /^v?[0-2](\.[01]?[0-2]){0,2}(-(0|1|10|a|rc)(\.(0|2|11|b)){0,2})?(\+[ab])?$/,
  Pub: /^[0-2]\.[0-2]\.[0-2](-(1|a|rc)(\.[0-2])?)?(\+(1|2|10|a|b1)(\.[0-2])?)?$/,
  Go: /^(v[0-2]\.[0-2]\.[0-2](-(0\.2020|2020|pre|rc\.1))?(\+incompatible)?|go1\.[0-2](\.[0-2]|(rc|beta)[12])?)$/,
  Bitnami: /^[0-2]\.[0-2]\.[0-2](-(0|1|10|rc1|beta)(\.[01])?)?$/,
  PyPI: /^([01]!)?[0-2](\.[0-2]){0,3}([-.]?(a|b|rc|c|alpha)[0-2]?)?(\.post[0-2]?|-[12])?(\.dev[0-2]?)?(\+[ab0-2](\.[ab0-2])?)?$/,
  RubyGems: /^[0-2](\.(0|1|10|a|b2|rc)){0,4}(-[0-2a])?$/,
  NuGet: /^[0-2](\.0?[0-2]){0,3}(-(1|10|a|A|b-2)(\.[0-2])?)?(\+[ab])?$/,
  Maven: /^[0-2](\.(0|1|10)){0,3}(-(alpha|beta|RC|cr|SNAPSHOT|sp|jre|final)(-?[012])?(-SNAPSHOT)?)?$/,
  Packagist:
    /^(v?[0-2](\.(0|1|10|01)){0,3}([-.]?(a|beta|RC|p|patch)(\.?[0-2]){0,2})?(-dev)?|dev-[ab]|1\.x-dev|2010-01-0[12](\.5)?)$/,
  ConanCenter: /^[0-2](\.(0|1|10)){0,3}(-(a|rc)(\.(1|10))?)?(\+[ab](\.[12])?)?$/,
  'Debian:12': /^([01]:)?[0-2](\.|~|\+|[a-c]|0|1){0,5}(-[0-2](~|\+|a|1){0,3})?$/,
  opam: /^[v~0-2](\.|~|\+|_|[a-c]|0|1){0,5}(-[0-2](~|\+|a|1){0,3})?$/,
  'Alpine:v3.19': /^[0-2](\.(0|1|10|01|001)){0,3}[ab]?(_(alpha|rc|git|p)[0-2]?){0,2}(~[ab1])?(-r(0|1|10))?$/,
  'Red Hat:x': /^([01]:)?[0-2](\.|~|\^|_|[a-c]|0|1){0,6}(-[0-2](\.|~|\^|a|1){0,4})?$/,
  CRAN: /^(0|1|01|10)([.-](0|1|01|10)){0,4}$/,
  Hackage: /^(0|1|01|10)(\.(0|1|01|10)){0,4}$/,
}

const HOSTILE = [
  '1',
  '1.',
  '.1',
  '-',
  '1-',
  'a',
  'a1',
  '1a',
  '~',
  '^',
  '+',
  '_p',
  '-r1',
  '-a',
  '.a',
  '..',
  '1-a.',
  ' ',
  '[',
  '0',
  '-dev',
  '1beta',
].flatMap((unit) => [
  `1${unit.repeat(256 / unit.length)}`.slice(0, 255),
  `${unit.repeat(300)}!`,
  `1.0-b${unit.repeat(80)}!`,
])

describe.each(Object.entries(SHAPES))('%s', (ecosystem, shape) => {
  const scheme = schemeOf(ecosystem) as VersionScheme
  const versions = fc.stringMatching(shape).map((text) => {
    const version = scheme.parse(text)
    if (version === undefined) throw new Error(`${text} should be a version`)
    return { text, version }
  })
  const sign = (a: unknown, b: unknown) => Math.sign(scheme.compare(a, b))

  test('is a total order', () => {
    fc.assert(
      fc.property(versions, versions, versions, (one, two, three) => {
        const [a, b, c] = [one, two, three].map(({ version }) => version)
        expect(sign(a, a)).toBe(0)
        expect(sign(a, b) + sign(b, a)).toBe(0)
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBe(Math.min(sign(a, b), sign(b, c)))
      }),
      { numRuns: 500 },
    )
  })

  test('reads any text without failing, and none that is too long', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'0123456789.-+~^_:!abdehlprtvxSN '), maxLength: 40 }),
    )
    fc.assert(
      fc.property(texts, texts, (one, two) => {
        const a = scheme.parse(one)
        const b = scheme.parse(two)
        if (one.length > 256) expect(a).toBeUndefined()
        if (a === undefined) return
        scheme.release(a)
        scheme.isPrerelease(a)
        expect(scheme.compare(a, a)).toBe(0)
        if (b !== undefined) expect(Math.sign(scheme.compare(a, b)) + Math.sign(scheme.compare(b, a))).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('takes no longer over hostile texts than over others', () => {
    const start = performance.now()
    for (const text of HOSTILE) {
      const version = scheme.parse(text)
      if (version !== undefined) scheme.compare(version, scheme.parse(text))
    }
    // Under a second would pass on any machine; a pattern that backtracks takes years.
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
