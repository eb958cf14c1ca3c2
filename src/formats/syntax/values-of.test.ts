import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BROKEN, valuesOf } from './values-of.ts'

test('gives of each text what parsing it alone gives', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 2 })), (values) => {
      const texts = values.map((value) => JSON.stringify(value))
      expect(valuesOf(texts)).toEqual(texts.map((text) => JSON.parse(text)))
    }),
    { numRuns: 100 },
  )
})

test('a text that is none costs the others nothing', () => {
  expect(valuesOf(['{"a":1}', '{"a":}', '[2]', 'tru', '"x"'])).toEqual([{ a: 1 }, BROKEN, [2], BROKEN, 'x'])
  expect(valuesOf(['nul'])).toEqual([BROKEN])
  expect(valuesOf([])).toEqual([])
})

test('texts that make more values than they are give none that way', () => {
  expect(valuesOf(['1', '2,3'])).toEqual([1, BROKEN])
})

test('large texts', () => {
  const large = 'x'.repeat(100_000)
  expect(valuesOf([JSON.stringify([large]), '1', '{'])).toEqual([[large], 1, BROKEN])
  expect(valuesOf([...Array(50).fill('1'), JSON.stringify([large])])).toEqual([...Array(50).fill(1), [large]])
})
