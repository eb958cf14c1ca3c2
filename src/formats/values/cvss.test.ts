import { expect, test } from 'vitest'
import { cvssRating, leadingScore, normalVector, scoreOf } from './cvss.ts'

test.each([
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3, '4.0'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8, '3.1'],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1, '3.0'],
  ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5, '2.0'],
])('%s scores %d', (vector, score, version) => {
  expect(cvssRating({ vector })).toEqual({ vector, score, version })
})

test('the report’s own score stands before the computed one', () => {
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
  expect(cvssRating({ vector, score: 9.1, source: 'nvd' })).toEqual({
    vector,
    score: 9.1,
    version: '3.1',
    source: 'nvd',
  })
})

test('a score alone is a rating, nothing is none', () => {
  expect(cvssRating({ score: '7.5', version: 'CVSSv3' })).toEqual({ score: 7.5, version: '3.0' })
  expect(cvssRating({ score: 7.5, version: '3.1' })).toEqual({ score: 7.5, version: '3.1' })
  expect(cvssRating({ score: 11 })).toBeUndefined()
  expect(cvssRating({ vector: 'CVSS:3.1/', source: 'nvd' })).toBeUndefined()
  expect(cvssRating({})).toBeUndefined()
})

test.each([
  ['(AV:N/AC:L/Au:N/C:P/I:P/A:P)', 'AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ['CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P', 'AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  [
    'AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
  ],
  ['CVSS:3.1/S:U/AV:N/AC:L/PR:N/UI:N/C:H/I:H/A:H', 'CVSS:3.1/AV:N/S:U/AC:L/PR:N/UI:N/C:H/I:H/A:H'],
  ['CVSS:3.1/AAV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', undefined],
  ['7.5', undefined],
  ['CVSS:3.1/nonsense', undefined],
])('%s is written %s', (given, vector) => {
  expect(normalVector(given)).toBe(vector)
})

test('the newest standard leads, and in it the highest', () => {
  const ratings = [
    { score: 9.8, version: '3.1' },
    { score: 7, version: '4.0' },
    { score: 7.3, version: '4.0' },
    { score: 10, version: '2.0' },
  ]
  expect(leadingScore(ratings)).toBe(7.3)
  expect(leadingScore([])).toBeUndefined()
})

test.each([
  [5, 5],
  ['5.5', 5.5],
  ['', undefined],
  ['high', undefined],
  [null, undefined],
  [Number.NaN, undefined],
])('%j is score %j', (given, score) => {
  expect(scoreOf(given)).toBe(score)
})
