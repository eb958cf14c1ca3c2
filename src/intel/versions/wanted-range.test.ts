import { expect, it } from 'vitest'
import { maven } from './maven.ts'
import type { VersionScheme } from './scheme.ts'
import { semver } from './semver.ts'
import { isWithin, readWantedRange, type WantedRange } from './wanted-range.ts'

const holds = (range: string, version: string, scheme: unknown = semver): boolean =>
  isWithin(readWantedRange(range) as WantedRange, version, scheme as VersionScheme)

it.each([
  ['<2.17.1', '2.9.0', true],
  ['<2.17.1', '2.17.1', false],
  ['>= 2.0.0, <2.17.1', '2.0.0', true],
  ['≥2.0.0 ≤2.1.0', '2.1.1', false],
  ['1.2.3', '1.2.3', true],
  ['=1.2.3', 'v1.2.3', true],
  ['>1.0.0', 'not-a-version', false],
  ['not-a-version', 'not-a-version', true],
])('%s holds %s: %s', (range, version, expected) => expect(holds(range, version)).toBe(expected))

it('goes by the rules of the ecosystem', () => {
  expect(holds('<2.0', '2.0-rc1', maven)).toBe(true)
  expect(holds('<2.0', '2.0.Final', maven)).toBe(false)
})

it.each(['', '<', '<>1', '1 <= '])('"%s" is no range', (text) =>
  expect(readWantedRange(text)).toBeUndefined(),
)
