import { expect, test } from 'vitest'
import { byWord } from './by-word.ts'

test('finds what is in the table and nothing that every object has', () => {
  const severities = byWord({ fatal: 'high' })
  expect(severities.fatal).toBe('high')
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    expect(severities[word]).toBeUndefined()
})
