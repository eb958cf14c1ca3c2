import { expect, it } from 'vitest'
import { link } from './link.ts'

const box = (column: number, y: number) => ({ column, x: column * 20, y, width: 10, height: 2 })
const SHAPE = { level: 1, aside: 3 }

it('goes from the right of a box to the left of one in a later column, whichever way it leads', () => {
  const line = link(box(0, 0), box(1, 4), SHAPE)
  expect(line).toBe('M10 1C15 1 15 5 20 5')
  expect(link(box(1, 4), box(0, 0), SHAPE)).toBe(line)
})

it('swings out to the left between two boxes of a column', () => {
  expect(link(box(1, 0), box(1, 4), SHAPE)).toBe('M20 1C17 1 17 5 20 5')
})
