import { expect, test } from 'vitest'
import { cvssMetrics } from '../score/cvss-metrics.ts'
import { NO_CONTEXT } from '../score/input.ts'
import { cvssScores } from './cvss-scores.ts'
import { cvss2Environmental } from './cvss2-environmental.ts'

// The examples of the guide to CVSS v2, chapter 3.3.
test.each([
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:H', 0],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H', 9.2],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L', 9],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M', 7.5],
])('%s is %d', (vector, score) => {
  expect(cvss2Environmental(cvssMetrics(vector) ?? new Map())).toBe(score)
})

const CRITICAL = { ...NO_CONTEXT, criticality: 'critical' } as const
const TOY = { ...NO_CONTEXT, criticality: 'low', dataClasses: [] } as const

// Reckoned with another calculator, for Python.
test.each([
  ['AV:L/AC:H/Au:N/C:N/I:N/A:P', TOY, 1.2, 0.2],
  ['AV:A/AC:L/Au:M/C:P/I:P/A:N', TOY, 3.7, 2.1],
  ['AV:N/AC:H/Au:M/C:N/I:C/A:N', TOY, 4.6, 2.1],
  ['AV:L/AC:H/Au:M/C:P/I:N/A:N', TOY, 0.8, 0],
  ['AV:L/AC:H/Au:S/C:N/I:C/A:C', CRITICAL, 5.5, 6],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', CRITICAL, 5.3, 5.3],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', { ...TOY, exposure: 'isolated' }, 10, 7.6],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:A/VC:N/VI:N/VA:L/SC:L/SI:N/SA:H', CRITICAL, 6.1, 6.1],
] as const)('%s in its environment', async (vector, context, base, there) => {
  const scores = await cvssScores(vector, context)
  expect([scores?.base.score, scores?.environmental.score]).toEqual([base, there])
})

test('a text that is no vector has no scores', async () => {
  expect(await cvssScores('AV:N/hello', NO_CONTEXT)).toBeNull()
  expect(await cvssScores(null, NO_CONTEXT)).toBeNull()
})
