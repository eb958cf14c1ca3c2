import { expect, it } from 'vitest'
import { isFoundBy } from './format-words.ts'

const bandit = { id: 'bandit', name: 'Bandit', kinds: ['code' as const], howTo: 'bandit -r . -f json' }

it('finds a format by any words of it, in whatever order and case', () => {
  for (const words of ['', 'BAND', 'json bandit', 'code', ' bandit '])
    expect(isFoundBy(bandit, words)).toBe(true)
  expect(isFoundBy(bandit, 'bandit xml')).toBe(false)
})
