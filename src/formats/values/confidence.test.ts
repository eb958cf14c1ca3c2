import { expect, test } from 'vitest'
import { confidenceOfWord } from './confidence.ts'

test.each([
  ['HIGH', 'high'],
  ['Medium', 'medium'],
  ['low', 'low'],
  ['confirmed', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is %s', (word, confidence) => {
  expect(confidenceOfWord(word)).toBe(confidence)
})
