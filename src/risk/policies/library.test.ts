import { expect, test } from 'vitest'
import { runCases, untestedRules } from './run-cases.ts'
import { DEFAULT_POLICY, shippedPolicies, shippedPolicy } from './shipped.ts'

test('the default is among those that come with Stance', async () => {
  expect(await shippedPolicies()).toContain(DEFAULT_POLICY)
})

test.each(await shippedPolicies())('%s does what its cases say, and each rule has one', async (name) => {
  const policy = await shippedPolicy(name)
  expect(policy.name).toBe(name)
  expect(runCases(policy).filter(({ passed }) => !passed)).toEqual([])
  expect(untestedRules(policy)).toEqual([])
})
