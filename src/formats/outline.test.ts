import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

test('arrays are cut to three members, long strings cut', () => {
  const outline = outlineOf(
    JSON.stringify({ list: [1, 2, 3, 4, 5], text: 'x'.repeat(5000), n: null, t: true, f: -1.5e3 }),
  )
  expect(outline).toEqual({ list: [1, 2, 3], text: 'x'.repeat(1024), n: null, t: true, f: -1500 })
})

test('small documents are their own outline', () => {
  const small = fc.jsonValue({ maxDepth: 3 }).filter((value) => !/"__proto__"/.test(JSON.stringify(value)))
  fc.assert(
    fc.property(small, fc.constantFrom(undefined, 2), (value, space) => {
      const cut = JSON.stringify(value, (_, item) => (Array.isArray(item) ? item.slice(0, 3) : item))
      expect(outlineOf(JSON.stringify(value, null, space))).toEqual(JSON.parse(cut))
    }),
  )
})

test('text that breaks off anywhere still has its beginning', () => {
  const text = '{"a":{"b":[{"c":1}]},"d":"e\\n","f":tru'
  for (let end = 1; end <= text.length; end++) expect(typeof outlineOf(text.slice(0, end))).toBe('object')
  expect(outlineOf(text)).toMatchObject({ a: { b: [{ c: 1 }] }, d: 'e\n' })
})

test('is not misled by depth, prototypes or other text', () => {
  expect(() => outlineOf('['.repeat(100_000))).not.toThrow()
  expect(() => outlineOf('{"a":'.repeat(100_000))).not.toThrow()
  expect(Object.getPrototypeOf(outlineOf('{"__proto__":{"x":1}}'))).toBe(Object.prototype)
  expect(outlineOf('hello')).toBeUndefined()
  expect(outlineOf('')).toBeUndefined()
})
