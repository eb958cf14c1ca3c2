import { expect, it } from 'vitest'
import type { RangeEvent } from '../../model/advisory.ts'
import { prepare } from '../matching/affects.ts'
import { maven } from '../versions/maven.ts'
import type { VersionScheme } from '../versions/scheme.ts'
import { semver } from '../versions/semver.ts'
import { cleanVersions } from './clean-version.ts'

const record = (scheme: unknown, ...events: RangeEvent[]) => {
  const affected = {
    ecosystem: 'x',
    name: 'x',
    versions: [],
    ranges: [{ type: 'ECOSYSTEM' as const, events }],
  }
  const ready = prepare(affected, scheme as VersionScheme)
  return (version: string) => ready.judge(version)
}
const clean = (
  current: string,
  candidates: string[],
  judges: ReturnType<typeof record>[],
  scheme: unknown = semver,
) => cleanVersions({ current, candidates, judges, scheme: scheme as VersionScheme })

it('goes past a fix that another advisory still affects', () => {
  const judges = [
    record(semver, { introduced: '0' }, { fixed: '1.2.3' }),
    record(semver, { introduced: '1.2.0' }, { fixed: '1.3.0' }),
  ]
  expect(clean('1.0.0', ['1.2.3', '1.3.0', '2.0.0'], judges)).toEqual({
    smallest: { version: '1.3.0', step: 'minor' },
    byStep: { minor: '1.3.0', major: '2.0.0' },
    allowed: null,
  })
})

it('tells a patch from a minor and a major change, by each ecosystem', () => {
  const judges = [
    record(maven, { introduced: '0' }, { fixed: '2.3.1' }, { introduced: '2.4' }, { fixed: '2.12.2' }),
  ]
  expect(clean('2.3.0', ['2.12.2', '2.3.1', '2.4'], judges, maven).byStep).toEqual({
    patch: '2.3.1',
    minor: '2.12.2',
  })
  expect(
    clean('0.2.0', ['0.3.0'], [record(semver, { introduced: '0' }, { fixed: '0.3.0' })]).smallest?.step,
  ).toBe('major')
})

it('offers no pre-release to who runs a release, nothing that is unclear, and nothing below', () => {
  const judges = [record(semver, { introduced: '0' }, { fixed: '2.0.0-rc.1' })]
  expect(clean('1.0.0', ['2.0.0-rc.1', '0.9.0'], judges).smallest).toBeNull()
  expect(clean('2.0.0-beta.1', ['2.0.0-rc.1'], judges).smallest?.version).toBe('2.0.0-rc.1')
  expect(
    clean('1.0.0', ['2.0.0'], [record(undefined, { introduced: '0' }, { fixed: '1' })]).smallest,
  ).toBeNull()
  expect(clean('what', ['2.0.0'], judges).smallest).toBeNull()
})

it('tells what the manifest allows as it is, be it the least or not', () => {
  const judges = [record(semver, { introduced: '0' }, { fixed: '1.2.3' })]
  const allowed = (candidates: string[], allows: (version: string) => boolean) =>
    cleanVersions({ current: '1.0.0', candidates, judges, scheme: semver as VersionScheme, allows })
  expect(allowed(['1.2.3', '1.4.0'], (version) => version !== '1.2.3')).toMatchObject({
    smallest: { version: '1.2.3' },
    allowed: '1.4.0',
  })
  expect(allowed(['1.2.3'], () => false)).toMatchObject({ smallest: { version: '1.2.3' }, allowed: null })
})
