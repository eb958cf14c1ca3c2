import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachRecord } from './ndjson.ts'

const records = async (text: string) => {
  const found = await Array.fromAsync(eachRecord(inputOf(text), { limits: DEFAULT_LIMITS }))
  return found.map((item) => [item.where, item.type === 'element' ? item.value : item.type])
}

test('one value a line, with blank lines and any line end', async () => {
  expect(await records('{"a":1}\r\n\n{"a":2}\n{"a":3}')).toEqual([
    ['line 1', { a: 1 }],
    ['line 3', { a: 2 }],
    ['line 4', { a: 3 }],
  ])
})

test('a broken line is a problem and the next one is read', async () => {
  expect(await records('{"a":1}\n{"a":\n{"a":3}\nnoise\n')).toEqual([
    ['line 1', { a: 1 }],
    ['line 2', 'problem'],
    ['line 3', { a: 3 }],
    ['line 4', 'problem'],
  ])
})

test('lines that are JSON only together are none', async () => {
  expect(await records('{"a":1}\n{"a":[{"b":1}\n{"c":1}]},{"d":2}\n{"a":2} \t\n')).toEqual([
    ['line 1', { a: 1 }],
    ['line 2', 'problem'],
    ['line 3', { c: 1 }],
    ['line 3', 'problem'],
    ['line 4', { a: 2 }],
  ])
})

test('a broken first line does not hide the others', async () => {
  expect(await records('starting scan\n{"a":2}\n')).toEqual([
    ['line 1', 'problem'],
    ['line 2', { a: 2 }],
  ])
})

test('values one behind another, on one line or over several', async () => {
  expect(await records('{"a":1}{"a":2}\n')).toEqual([
    ['/0', { a: 1 }],
    ['/1', { a: 2 }],
  ])
  expect(await records('{\n "a": 1\n}\n{\n "a": 2\n}\n')).toEqual([
    ['/0', { a: 1 }],
    ['/1', { a: 2 }],
  ])
})

test('a line may nest as deep as the limit', async () => {
  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  const { maxDepth } = DEFAULT_LIMITS
  const found = await records(['{}', nested(maxDepth), nested(maxDepth + 1), '{"a":2}'].join('\n'))
  expect(found.map(([where, value]) => [where, typeof value])).toEqual([
    ['line 1', 'object'],
    ['line 2', 'object'],
    ['line 3', 'string'],
    ['line 4', 'object'],
  ])
})

test.each([
  '{"a":1,"b":2}\n{"a":\n{"a":3}\n{"b":4}\n',
  '{"a":1,\n"b":2}{"a":\n3}{"b":\n4}',
  '[{"b":2},{"a":3},{"b":4}]',
])('of %j only what the pattern finds', async (text) => {
  const found = await Array.fromAsync(eachRecord(inputOf(text), { limits: DEFAULT_LIMITS }, /"b":/))
  expect(found.map((item) => item.type === 'element' && (item.value as { b: number }).b)).toEqual([2, 4])
})

test('an array of records', async () => {
  expect(await records(' [{"a":1},\n {"a":2}]')).toEqual([
    ['/0', { a: 1 }],
    ['/1', { a: 2 }],
  ])
})

test('an empty file is refused', async () => {
  await expect(records(' \n ')).rejects.toBeInstanceOf(UnreadableReport)
})
