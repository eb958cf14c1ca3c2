import { expect, it } from 'vitest'
import { lookOf, lookWords } from './coverage-words.ts'

const row = {
  seen: { sast: '2026-11-20T08:00:00.000Z', sca: '2026-01-02T08:00:00.000Z' },
  gaps: ['sca', 'secrets'] as const,
}
const asked = { ...row, gaps: [...row.gaps] }

it('tells a gap that was never looked at from one that was long ago', () => {
  expect((['sast', 'sca', 'secrets', 'cloud'] as const).map((one) => lookOf(asked, one))).toEqual([
    'fresh',
    'stale',
    'never',
    'none',
  ])
})

it('says the same in words', () => {
  expect(lookWords(asked, 'sca')).toBe('SCA: dependencies, last looked at Jan 2, 2026, too long ago')
  expect(lookWords(asked, 'secrets')).toBe('Secrets: secrets in code, never looked at')
})
