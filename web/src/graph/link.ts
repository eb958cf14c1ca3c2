import { curve } from './curve.ts'

/** A box of a picture in columns. */
export interface Box {
  column: number
  x: number
  y: number
  width: number
  height: number
}

interface LinkShape {
  /** How far a line goes level from a box, at least. */
  level: number
  /** How far a line between two boxes of one column swings out to the left of it. */
  aside: number
}

/** A line between two boxes that goes through neither of them. */
export function link(start: Box, end: Box, { level, aside }: LinkShape): string {
  const middle = ({ y, height }: Box) => y + height / 2
  if (start.column === end.column) {
    const out = Math.min(start.x, end.x) - aside
    return `M${start.x} ${middle(start)}C${out} ${middle(start)} ${out} ${middle(end)} ${end.x} ${middle(end)}`
  }
  // Against the columns it is drawn from its end.
  const [left, right] = start.column < end.column ? [start, end] : [end, start]
  return curve([left.x + left.width, middle(left)], [right.x, middle(right)], level)
}
