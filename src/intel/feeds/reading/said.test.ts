import { expect, test } from 'vitest'
import { cveId, day, prose, time, word } from './said.ts'

test.for([
  ['2026-03-02', '2026-03-02'],
  ['2026-03-02T10:00:00Z', '2026-03-02'],
  ['2026-02-31', undefined],
  ['2026-13-01', undefined],
  ['0000-00-00', undefined],
  ['20260302', undefined],
  ['2026-03-02x', undefined],
  [20260302, undefined],
])('the day of %j is %j', ([given, expected]) => {
  expect(day(given)).toBe(expected)
})

test.for(['never', '2026-99-99T00:00:00Z', '9'.repeat(1000), 1e300, null])('%j is no time', (given) => {
  expect(time(given)).toBeUndefined()
})

test('ids are in upper case, other texts are none', () => {
  expect(cveId(' cve-2026-10001 ')).toBe('CVE-2026-10001')
  for (const given of ['CVE-2026-1', 'CVE-CVE 2014', 'GHSA-1', 7, `CVE-2026-${'1'.repeat(20)}`])
    expect(cveId(given)).toBeUndefined()
})

test('words are one short line, prose is bounded and without NUL', () => {
  expect(word(' a ')).toBe('a')
  for (const given of ['', 'a\nb', 'a\0', 'a'.repeat(1001), 1, {}]) expect(word(given)).toBeUndefined()
  expect(prose('a\0b\nc')).toBe('ab\nc')
  expect(prose('\0')).toBeUndefined()
  expect(prose('a'.repeat(10_000_000))?.length).toBe(256 * 1024 + 1)
})
