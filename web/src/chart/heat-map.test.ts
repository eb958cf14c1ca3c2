import { expect, it } from 'vitest'
import { heatOf } from './heat-map.tsx'

it('one huge cell does not make the others look empty', () => {
  expect([0, 1, 100, 2_500, 9_999, 10_000].map((value) => heatOf(value, 10_000))).toEqual([0, 1, 1, 3, 5, 5])
})
