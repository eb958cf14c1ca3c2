import { expect, test } from 'vitest'
import { runExamples } from './run-examples.ts'
import { shippedCombinations } from './shipped-combinations.ts'

test('at least eight come with Stance, each with examples that hit and that miss', () => {
  const all = shippedCombinations()
  expect(all.length).toBeGreaterThanOrEqual(8)
  for (const {
    definition: { id, tests },
  } of all) {
    expect([id, tests.some(({ hits }) => hits.length > 0)]).toEqual([id, true])
    expect([id, tests.some(({ hits }) => hits.length === 0)]).toEqual([id, true])
  }
})

test.for(shippedCombinations().map(({ definition }) => [definition.id, definition] as const))(
  '%s finds what its examples say',
  ([, definition]) => {
    for (const { name, expected, got } of runExamples(definition))
      expect([name, got]).toEqual([name, expected])
  },
)
