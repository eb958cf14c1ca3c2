import { expect, it } from 'vitest'
import { lineOf } from './line-chart.tsx'

const plot = { x: (index: number) => index, y: (value: number) => -value }

it('has a gap where nothing is known', () => {
  expect(lineOf(plot, [1, 2, null, 4, 5])).toBe('M0,-1L1,-2M3,-4L4,-5')
  expect(lineOf(plot, [null, null])).toBe('')
})
