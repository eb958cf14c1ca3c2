import { expect, test } from 'vitest'
import { lines, paragraphs } from './paragraphs.ts'

test('what says something, once each', () => {
  expect(paragraphs('a ', undefined, ' ', false, 'b', 'a')).toBe('a\n\nb')
  expect(lines('a', 'b')).toBe('a\nb')
  expect(paragraphs(undefined, '')).toBeUndefined()
})
