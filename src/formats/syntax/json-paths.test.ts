import { expect, test } from 'vitest'
import { escapeSegment, keyAt } from './json-paths.ts'

test.each(['plain', 'src/a~b.ts', '', '~1'])('the key %j is found again at the end of its pointer', (key) => {
  expect(keyAt(`/results/${escapeSegment(key)}`)).toBe(key)
})
