import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineDiff, withContext } from './line-diff.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join('\n'))

it('both texts can be read off it, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after)
      const side = (without: string) =>
        lines
          .filter(({ kind }) => kind !== without)
          .map((line) => line.text)
          .join('\n')
      expect(side('added')).toBe(before)
      expect(side('removed')).toBe(after)
    }),
  )
})

it('calls as little changed as there is', () => {
  const lines = lineDiff('one\ntwo\nthree\nfour', 'one\ntwo and a half\nthree\nfour\nfive')
  expect(lines.map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
    ['same', 'one', 1, 1],
    ['removed', 'two', 2, null],
    ['added', 'two and a half', null, 2],
    ['same', 'three', 3, 3],
    ['same', 'four', 4, 4],
    ['added', 'five', null, 5],
  ])
})

it('leaves out what is far from any change, once for each stretch', () => {
  const before = Array.from({ length: 30 }, (_, i) => `line ${i}`)
  const after = before.with(3, 'changed').with(25, 'changed')
  const shown = withContext(lineDiff(before.join('\n'), after.join('\n')), 1)
  expect(shown.map((line) => line?.text ?? '…')).toEqual([
    '…',
    'line 2',
    'line 3',
    'changed',
    'line 4',
    '…',
    'line 24',
    'line 25',
    'changed',
    'line 26',
    '…',
  ])
})
