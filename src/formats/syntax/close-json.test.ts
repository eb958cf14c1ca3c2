import { expect, test } from 'vitest'
import { closeJson } from './close-json.ts'

test.each([
  ['{"a":1,"b":[1,2,{"c":"x', '{"a":1,"b":[1,2,{}]}'],
  ['{"a":1,"b":tru', '{"a":1}'],
  ['{"a":1,"b":', '{"a":1}'],
  ['{"a":{"b":1}', '{"a":{"b":1}}'],
  ['{"a":"}],\\"', '{}'],
  ['[{"a":1},', '[{"a":1}]'],
  ['{', '{}'],
])('%s', (broken, closed) => {
  expect(closeJson(Buffer.from(broken)).toString()).toBe(closed)
})

test('wherever a document breaks off, what is left of it is JSON', () => {
  const text = JSON.stringify({
    tea: 'Assam "2"',
    leaves: [1, -2.5e3, { of: null, dry: true }],
    pots: [[], {}],
  })
  for (let end = 1; end < text.length; end++) {
    const left = closeJson(Buffer.from(text.slice(0, end))).toString()
    expect(() => JSON.parse(left), text.slice(0, end)).not.toThrow()
    expect(text.startsWith(left.replace(/[\]}]+$/, '')), left).toBe(true)
  }
})
