export type Point = readonly [x: number, y: number]

/** A path from the right side of a box to the left side of another, level at both ends. `least`: how far it goes level, at least. */
export function curve([x1, y1]: Point, [x2, y2]: Point, least: number): string {
  const bend = Math.max(least, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
