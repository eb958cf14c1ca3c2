import { expect, test } from 'vitest'
import { inputOf } from './input.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { sampleOf, wholeSample } from './sample.ts'

test.each([
  ['{"a":1}', 'json'],
  [' \n[1,2]', 'json'],
  ['{"a":1}\n{"a":2}\n', 'ndjson'],
  ['{"a":1}\n\n{"a"', 'ndjson'],
  ['<?xml version="1.0"?><a/>', 'xml'],
  ['<!-- note --><a b="1">', 'xml'],
  ['< broken', 'text'],
  ['a,b,c\n1,2,3\n', 'csv'],
  ['a;b\n1;2', 'csv'],
  ['plain prose, with a comma\nand no table', 'text'],
  ['', 'text'],
])('%j is %s', async (text, syntax) => {
  expect((await sampleOf(inputOf(text))).syntax).toBe(syntax)
})

test('XML has its root, CSV its columns, NDJSON its first record', async () => {
  const xml = await sampleOf(
    inputOf('<?xml version="1.0"?><!-- x --><p:bom xmlns:p="urn:p" version="1"><more/>'),
  )
  expect(xml.root).toEqual({
    name: 'bom',
    namespace: 'urn:p',
    attributes: { 'xmlns:p': 'urn:p', version: '1' },
  })
  expect((await sampleOf(inputOf('"a b", c\n1,2\n'))).columns).toEqual(['a b', 'c'])
  expect((await sampleOf(inputOf('a,b\n1,"2'))).columns).toEqual(['a', 'b'])
  expect((await sampleOf(inputOf('{"a":1}\n{"a":2}'))).outline).toEqual({ a: 1 })
})

test('the head is not the whole document', async () => {
  const text = `{"first":[${'1,'.repeat(100_000)}1],"last":{"key":"value"}}`
  const sample = await sampleOf(inputOf(text))
  expect(sample.head).toHaveLength(64 * 1024)
  expect(sample.outline).toEqual({ first: [1, 1, 1] })
  const whole = await wholeSample(inputOf(text), DEFAULT_LIMITS, sample)
  expect(whole.outline).toEqual({ first: [1, 1, 1], last: { key: 'value' } })
})
