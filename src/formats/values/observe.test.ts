import { expect, test } from 'vitest'
import { observe } from './observe.ts'

test('leaves out what the report does not say, at any depth', () => {
  expect(
    observe({
      kind: 'code',
      rule: 'r',
      title: 'two\n  lines',
      severity: 'high',
      cwes: [],
      description: ' \n',
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
