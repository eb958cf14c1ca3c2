import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AffectedPackage, RangeEvent, VersionRange } from '../../model/advisory.ts'
import { pep440 } from '../versions/pep440.ts'
import type { VersionScheme } from '../versions/scheme.ts'
import { semver } from '../versions/semver.ts'
import { judge, prepare } from './affects.ts'

const npm = semver as VersionScheme
const pypi = pep440 as VersionScheme

const range = (type: VersionRange['type'], ...events: RangeEvent[]): VersionRange => ({ type, events })
const about = (ranges: VersionRange[], versions: string[] = [], ecosystem = 'npm'): AffectedPackage => ({
  ecosystem,
  name: 'left-pad',
  ranges,
  versions,
})

const TWO = range(
  'SEMVER',
  { introduced: '3.0.0' },
  { fixed: '3.2.5' },
  { fixed: '1.0.2' },
  { introduced: '1.0.0' },
)
const LAST = range('SEMVER', { introduced: '0' }, { lastAffected: '2.1.214' })
const ALL = range('SEMVER', { introduced: '0' })
const LIMITED = range('SEMVER', { introduced: '1.0.0' }, { limit: '1.5.0' }, { limit: '1.2.0' })
const UNLIMITED = range('SEMVER', { introduced: '1.0.0' }, { limit: '1.5.0' }, { limit: '*' })
const NEVER = range('SEMVER', { fixed: '1.0.0' })
const AGAIN = range(
  'SEMVER',
  { introduced: '1.0.0' },
  { fixed: '2.0.0' },
  { introduced: '2.0.0' },
  { fixed: '3.0.0' },
)
const BACKWARDS = range(
  'SEMVER',
  { introduced: '2.0.0' },
  { fixed: '3.0.0' },
  { introduced: '1.0.0' },
  { fixed: '2.0.0' },
)
const SORTED = range(
  'SEMVER',
  { introduced: '1.0.0' },
  { introduced: '2.0.0' },
  { fixed: '2.0.0' },
  { fixed: '3.0.0' },
)
const NOTHING = range('SEMVER', { introduced: '2.0.0' }, { fixed: '2.0.0' })

test.for([
  ['0.9.9', TWO, false],
  ['1.0.0', TWO, true],
  ['1.0.1', TWO, true],
  ['1.0.2-beta', TWO, true],
  ['1.0.2', TWO, false],
  ['2.0.0', TWO, false],
  ['3.2.4', TWO, true],
  ['3.2.5', TWO, false],
  ['2.1.214', LAST, true],
  ['2.1.215', LAST, false],
  ['0.0.0-alpha', LAST, true],
  ['999.0.0', ALL, true],
  ['1.4.9', LIMITED, true],
  ['1.5.0', LIMITED, false],
  ['9.0.0', UNLIMITED, true],
  ['0.1.0', NEVER, false],
  ['2.0.0', AGAIN, true],
  ['3.0.0', AGAIN, false],
  ['2.0.0', BACKWARDS, true],
  ['3.0.0', BACKWARDS, false],
  ['2.0.0', SORTED, true],
  ['2.5.0', SORTED, true],
  ['2.0.0', NOTHING, false],
  ['2.0.1', NOTHING, false],
] as const)('%s of %j is affected: %s', ([version, one, affected]) => {
  expect(judge(about([one]), version, npm).verdict).toBe(affected ? 'affected' : 'unaffected')
})

test('tells the range, the span in words and the nearest fixed version first', () => {
  expect(judge(about([ALL, TWO].slice(1)), '1.0.1', npm)).toEqual({
    verdict: 'affected',
    reason: 'it is in the affected range from 1.0.0 before 1.0.2',
    fixed: ['1.0.2', '3.2.5'],
    range: TWO,
    gitRangesSkipped: 0,
  })
  expect(judge(about([LAST]), '1.0.0', npm)).toMatchObject({
    reason: 'it is in the affected range from the first version up to 2.1.214',
    fixed: [],
  })
})

test('what another range still holds, or the list names, fixes nothing', () => {
  const wider = range('SEMVER', { introduced: '1.0.0' }, { fixed: '1.1.0' })
  expect(judge(about([TWO, wider]), '1.0.0', npm).fixed).toEqual(['1.1.0', '3.2.5'])
  expect(judge(about([TWO], ['1.0.2']), '1.0.0', npm).fixed).toEqual(['3.2.5'])
})

test('a listed version is affected whatever the ranges say, also under another text', () => {
  const listed = about(
    [range('ECOSYSTEM', { introduced: '5' }, { fixed: '6' })],
    ['1.0', '2.0.post1'],
    'PyPI',
  )
  expect(judge(listed, '1.0', pypi)).toMatchObject({
    verdict: 'affected',
    reason: 'the record lists this version',
  })
  expect(judge(listed, '1.0.0', pypi).verdict).toBe('affected')
  expect(judge(listed, '2.0-1', pypi).verdict).toBe('affected')
  expect(judge(listed, '1.0.1', pypi).verdict).toBe('unaffected')
  expect(judge(about([], ['weird one']), 'weird one', npm).verdict).toBe('affected')
})

test('SEMVER ranges are semantic versions whatever the ecosystem', () => {
  const one = range('SEMVER', { introduced: '1.0.0-rc.1' }, { fixed: '1.0.0' })
  expect(judge(about([one], [], 'PyPI'), '1.0.0-rc.2', pypi).verdict).toBe('affected')
  expect(judge(about([one], [], 'Unheard of'), '1.0.0-rc.2', undefined).verdict).toBe('affected')
})

test('what cannot be read is unknown, with its reason', () => {
  expect(judge(about([TWO]), 'not a version', npm)).toMatchObject({ verdict: 'unknown', fixed: [] })
  expect(judge(about([], ['1.0.0']), 'not a version', npm).verdict).toBe('unknown')
  const bad = range('SEMVER', { introduced: '0' }, { fixed: 'the next one' })
  expect(judge(about([bad]), '1.0.0', npm)).toMatchObject({
    verdict: 'unknown',
    reason: 'the record\'s "the next one" is no version of npm',
  })
  expect(judge(about([bad, TWO]), '1.0.0', npm).verdict).toBe('affected')
  expect(judge(about([range('ECOSYSTEM', { introduced: '0' })], [], 'X'), '1', undefined)).toMatchObject({
    verdict: 'unknown',
    reason: "the order of X's versions is not known",
  })
  expect(judge(about([]), '1.0.0', npm).verdict).toBe('unknown')
})

test('ranges of commits are skipped and counted', () => {
  const commits = range('GIT', { introduced: '0' }, { fixed: 'b42dd4b' })
  expect(judge(about([commits, TWO]), '2.0.0', npm)).toMatchObject({
    verdict: 'unaffected',
    gitRangesSkipped: 1,
  })
  expect(judge(about([commits]), '2.0.0', npm)).toMatchObject({ verdict: 'unknown', gitRangesSkipped: 1 })
  expect(judge(about([commits], ['1.0.0']), '2.0.0', npm).verdict).toBe('unaffected')
})

/**
 * The schema's pseudocode (https://ossf.github.io/osv-schema/#evaluation), over numbers. It leaves open which of two events at one version
 * is first: here the end of one span before the begin of another.
 */
function byTheBook(events: [string, number][], version: number): boolean {
  const limits = events.filter(([kind]) => kind === 'limit')
  if (limits.length > 0 && !limits.some(([, at]) => version < at)) return false
  let vulnerable = false
  const ends = events.filter(([kind]) => kind !== 'limit')
  const isEmpty = (index: number) =>
    ends[index]?.[0] === 'introduced' &&
    ends[index + 1]?.[0] === 'fixed' &&
    ends[index]?.[1] === ends[index + 1]?.[1]
  const sorted = ends
    .filter((_, index) => !isEmpty(index) && !isEmpty(index - 1))
    .sort((a, b) => a[1] - b[1] || Number(a[0] !== 'fixed') - Number(b[0] !== 'fixed'))
  for (const [kind, at] of sorted) {
    if (kind === 'introduced' && version >= at) vulnerable = true
    else if (kind === 'fixed' && version >= at) vulnerable = false
    else if (kind === 'lastAffected' && version > at) vulnerable = false
  }
  return vulnerable
}

test('agrees with the pseudocode of the schema', () => {
  const event = fc.tuple(
    fc.constantFrom('introduced', 'fixed', 'lastAffected', 'limit'),
    fc.integer({ min: 1, max: 9 }),
  )
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 7 }), (events) => {
      const prepared = prepare(
        about([
          range('SEMVER', ...events.map(([kind, at]) => ({ [kind]: `${at}.0.0` }) as unknown as RangeEvent)),
        ]),
        npm,
      )
      for (let version = 0; version <= 10; version++)
        expect(prepared.judge(`${version}.0.0`).verdict).toBe(
          byTheBook(events as [string, number][], version) ? 'affected' : 'unaffected',
        )
    }),
  )
})

test('no text breaks it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.constantFrom('0', '1.0.0', '*', '1.0.0-a.b', '999999999999999999.0.0'),
  )
  const event = fc.oneof(
    text.map((introduced) => ({ introduced })),
    text.map((fixed) => ({ fixed })),
    text.map((lastAffected) => ({ lastAffected })),
    text.map((limit) => ({ limit })),
  )
  const ranges = fc.array(
    fc.record({
      type: fc.constantFrom('SEMVER' as const, 'ECOSYSTEM' as const, 'GIT' as const),
      events: fc.array(event),
    }),
  )
  fc.assert(
    fc.property(
      ranges,
      fc.array(text),
      text,
      fc.constantFrom(npm, pypi, undefined),
      (given, versions, version, scheme) => {
        expect(judge(about(given, versions), version, scheme).reason).not.toBe('')
      },
    ),
  )
})
