import { expect, it } from 'vitest'
import { lapseWords } from './exception-words.ts'

it('says what ends it before its time', () => {
  expect(lapseWords({ kev: true, exposure: false, fix: false, score: 80, severity: true })).toEqual([
    'it is listed as exploited',
    'the severity rises',
    'the score rises above 80',
  ])
  expect(lapseWords({ kev: false, exposure: false, fix: false, score: null, severity: false })).toEqual([])
})
