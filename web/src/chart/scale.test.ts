import { describe, expect, it } from 'vitest'
import { everyNth, ticks } from './scale.ts'

describe('ticks', () => {
  it('start at zero, are round, and reach the highest value', () => {
    expect(ticks(940, 4)).toEqual([0, 500, 1000])
    expect(ticks(15_074, 4)).toEqual([0, 5_000, 10_000, 15_000, 20_000])
    expect(ticks(3, 4)).toEqual([0, 1, 2, 3])
  })

  it('keep an axis when there is nothing to show', () => {
    expect(ticks(0, 4)).toEqual([0, 1])
  })

  it('are never more than asked for', () => {
    for (let max = 1; max < 5_000; max += 7) {
      const values = ticks(max, 4)
      expect(values.length - 1).toBeLessThanOrEqual(4)
      expect(values.at(-1)).toBeGreaterThanOrEqual(max)
    }
  })
})

describe('everyNth', () => {
  it('ends with the last and has no more than fit', () => {
    expect(everyNth(90, 4)).toEqual([20, 43, 66, 89])
    expect(everyNth(3, 10)).toEqual([0, 1, 2])
    expect(everyNth(0, 4)).toEqual([])
  })
})
