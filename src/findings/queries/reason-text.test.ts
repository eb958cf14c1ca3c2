import { expect, test } from 'vitest'
import { reasonText } from './reason-text.ts'

test.each([
  ['dependency', 'It is the same package and advisory.'],
  ['web', 'It is the same request and weakness.'],
  ['code', 'It is the same route, parameter and weakness.'],
  ['config', 'It is the same resource and control.'],
])('what two tools share of a finding of kind %s', (kind, text) => {
  expect(reasonText({ rule: 'shared', kind })).toBe(text)
})
