import { expect, test } from 'vitest'
import { oneLine, titleOf } from './title.ts'

test('one line, cut at 200 characters without halving a character', () => {
  expect(oneLine('  two\n  lines\t')).toBe('two lines')
  const cut = oneLine(`${'x'.repeat(198)}😀😀`)
  expect(cut).toHaveLength(200)
  expect(cut.isWellFormed()).toBe(true)
  expect(cut.endsWith('…')).toBe(true)
})

test('the first text that says something', () => {
  expect(titleOf(undefined, ' \n', 7, 'second')).toBe('second')
  expect(titleOf(null)).toBe('Untitled')
})
