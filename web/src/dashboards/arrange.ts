import { type LayoutItem, moveElement, verticalCompactor } from 'react-grid-layout/core'

/** Where something stands on the grid of 12 columns, in cells. */
export interface Place {
  x: number
  y: number
  w: number
  h: number
}

export interface Placed {
  id: string
  place: Place
}

export const COLUMNS = 12
export const LEAST = { w: 2, h: 2 }
const MOST_ROWS = 20

/** What a person asks of one widget without dragging it. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'wider' | 'narrower' | 'taller' | 'shorter'

const STEP: Record<Step, Partial<Record<'x' | 'y' | 'w' | 'h', number>>> = {
  left: { x: -1 },
  right: { x: 1 },
  up: { y: -1 },
  down: { y: 1 },
  wider: { w: 1 },
  narrower: { w: -1 },
  taller: { h: 1 },
  shorter: { h: -1 },
}

export const toItem = ({ id, place: { x, y, w, h } }: Placed): LayoutItem => ({
  i: id,
  x,
  y,
  w,
  h,
  minW: LEAST.w,
  minH: LEAST.h,
  maxH: MOST_ROWS,
})

/** The same widgets at the places that the grid gives them. Unchanged ones stay the same objects. */
export const placed = <T extends Placed>(widgets: T[], layout: readonly LayoutItem[]): T[] =>
  widgets.map((widget) => {
    const item = layout.find(({ i }) => i === widget.id)
    if (!item) return widget
    const { x, y, w, h } = item
    const { place } = widget
    return place.x === x && place.y === y && place.w === w && place.h === h
      ? widget
      : { ...widget, place: { x, y, w, h } }
  })

/** Moves or sizes one widget by a cell; the others give way as they do under the pointer. */
export function stepped<T extends Placed>(widgets: T[], id: string, step: Step): T[] {
  const layout = verticalCompactor.compact(widgets.map(toItem), COLUMNS) as LayoutItem[]
  const item = layout.find(({ i }) => i === id)
  if (!item) return widgets
  const by = STEP[step]
  const w = between(LEAST.w, item.w + (by.w ?? 0), COLUMNS)
  item.h = between(LEAST.h, item.h + (by.h ?? 0), MOST_ROWS)
  // At the right edge a wider widget grows to the left.
  const x = between(0, item.x + (by.x ?? 0), COLUMNS - w)
  item.w = w
  const y = step === 'down' ? below(layout, item) : step === 'up' ? above(layout, item) : item.y
  const moved = moveElement(layout, item, x, y, true, false, 'vertical', COLUMNS)
  return placed(widgets, verticalCompactor.compact(moved, COLUMNS))
}

/** A place for one more: the first gap that takes it, in reading order; below everything where there is none. */
export function placeForNew(widgets: Placed[], w: number, h: number): Place {
  const end = Math.max(0, ...widgets.map(({ place }) => place.y + place.h))
  for (let y = 0; y < end; y++)
    for (let x = 0; x + w <= COLUMNS; x++) {
      const gap = { x, y, w, h }
      if (!widgets.some(({ place }) => overlaps(place, gap))) return gap
    }
  return { x: 0, y: end, w, h }
}

const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))

const sharesColumns = (a: LayoutItem, b: LayoutItem): boolean => a.x < b.x + b.w && b.x < a.x + a.w

/** Packed upwards, one cell down would spring back: down means below the next one, up above the one before. */
const below = (layout: LayoutItem[], item: LayoutItem): number => {
  const next = layout
    .filter((other) => other !== item && sharesColumns(other, item) && other.y >= item.y + item.h)
    .toSorted((a, b) => a.y - b.y)[0]
  return next ? next.y + next.h - item.h + (next.h < item.h ? item.h - next.h : 0) : item.y
}
const above = (layout: LayoutItem[], item: LayoutItem): number => {
  const before = layout
    .filter((other) => other !== item && sharesColumns(other, item) && other.y + other.h <= item.y)
    .toSorted((a, b) => b.y + b.h - (a.y + a.h))[0]
  return before ? before.y : 0
}
