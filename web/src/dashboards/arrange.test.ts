import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COLUMNS, type Placed, placeForNew, type Step, stepped } from './arrange.ts'

const two: Placed[] = [
  { id: 'a', place: { x: 0, y: 0, w: 6, h: 3 } },
  { id: 'b', place: { x: 6, y: 0, w: 6, h: 3 } },
  { id: 'c', place: { x: 0, y: 3, w: 6, h: 2 } },
]
const of = (widgets: Placed[], id: string) => widgets.find((widget) => widget.id === id)?.place

describe('moving without a pointer', () => {
  it('moves by a cell and sends the other out of the way', () => {
    const moved = stepped(two, 'a', 'right')
    expect(of(moved, 'a')?.x).toBe(1)
    const [a, b] = [of(moved, 'a'), of(moved, 'b')]
    expect(a && b && (b.y >= a.y + a.h || a.y >= b.y + b.h)).toBe(true)
  })

  it('down changes places with the one below, up back again', () => {
    const down = stepped(two, 'a', 'down')
    expect([of(down, 'c')?.y, of(down, 'a')?.y]).toEqual([0, 2])
    const up = stepped(down, 'a', 'up')
    expect([of(up, 'a')?.y, of(up, 'c')?.y]).toEqual([0, 3])
  })

  it('grows to the left where the right is full, and never beyond the grid', () => {
    const wide = stepped(two, 'b', 'wider')
    expect([of(wide, 'b')?.x, of(wide, 'b')?.w]).toEqual([5, 7])
  })

  it('leaves what does not change as it is', () => {
    const same = stepped(two, 'a', 'left')
    expect(same.every((widget, i) => widget === two[i])).toBe(true)
  })
})

it('whatever one does, nothing overlaps or leaves the grid', () => {
  const steps = fc.constantFrom<Step>('left', 'right', 'up', 'down', 'wider', 'narrower', 'taller', 'shorter')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), steps), { maxLength: 30 }), (moves) => {
      const end = moves.reduce((widgets, [id, step]) => stepped(widgets, id, step), two)
      for (const { place: one } of end) {
        expect(one.x >= 0 && one.x + one.w <= COLUMNS && one.w >= 2 && one.h >= 2).toBe(true)
        for (const { place: other } of end) {
          const apart =
            one === other ||
            one.x + one.w <= other.x ||
            other.x + other.w <= one.x ||
            one.y + one.h <= other.y ||
            other.y + other.h <= one.y
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

it('a new one takes the first gap, and comes below everything where there is none', () => {
  expect(placeForNew([], 4, 3)).toEqual({ x: 0, y: 0, w: 4, h: 3 })
  expect(placeForNew(two, 4, 3)).toEqual({ x: 6, y: 3, w: 4, h: 3 })
  expect(placeForNew(two, 8, 3)).toEqual({ x: 0, y: 5, w: 8, h: 3 })
})
