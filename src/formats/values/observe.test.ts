import { expect, test } from 'vitest'
import { observe, oneLine } from './observe.ts'

test('leaves out what the report does not say, at any depth', () => {
  expect(
    observe({
      kind: 'code',
      rule: 'r',
      title: 'two\n  lines',
      severity: 'high',
      cwes: [],
      tags: ['a'],
      location: { path: 'a.ts', line: undefined },
      flow: [{ path: 'b.ts', line: undefined }],
      raw: '{}',
    }),
  ).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'r',
    title: 'two lines',
    severity: 'high',
    tags: ['a'],
    location: { path: 'a.ts' },
    flow: [{ path: 'b.ts' }],
    raw: '{}',
  })
})

test('a long title is cut at a word', () => {
  const title = oneLine('word '.repeat(100))
  expect(title.length).toBeLessThanOrEqual(200)
  expect(title.endsWith('word…')).toBe(true)
  expect(oneLine('x'.repeat(300))).toHaveLength(200)
})
