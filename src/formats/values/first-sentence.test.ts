import { expect, test } from 'vitest'
import { firstSentence } from './first-sentence.ts'

test.each([
  ['Found a problem. Fix it.', 'Found a problem'],
  ['Uses a weak hash, e.g. MD5, for passwords. Use Argon2.', 'Uses a weak hash, e.g. MD5, for passwords'],
  ['Over\ntwo lines.\n\nThen more.', 'Over two lines'],
  ['Version 1.2 is old', 'Version 1.2 is old'],
  ['', undefined],
  [undefined, undefined],
])('%j begins with %j', (message, sentence) => {
  expect(firstSentence(message)).toBe(sentence)
})
