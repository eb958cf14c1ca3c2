import { expect, test } from 'vitest'
import { secretInMatch } from './secret-in-match.ts'

test.each([
  ['tok_4f9a8b7c', 'tok_4f9a8b7c'],
  ['"tok_4f9a8b7c"', 'tok_4f9a8b7c'],
  ["password = 'correct horse'", 'correct horse'],
  ['sign({ id: 1 }, "tok_4f9a8b7c")', 'tok_4f9a8b7c'],
  ['put("key", "tok_4f9a8b7c")', 'put("key", "tok_4f9a8b7c")'],
  ['"it\\"s quoted"', 'it\\"s quoted'],
  ['REDACTED', undefined],
  ['token: "[redacted]"', undefined],
  ['*****', undefined],
  ['-----BEGIN RSA PRIVATE KEY-----', undefined],
  ['  ', undefined],
])('%s holds %s', (match, secret) => {
  expect(secretInMatch(match)).toBe(secret)
})
