import type { Edge } from './map-items.ts'
import type { Placed } from './map-place.ts'

/** Where an arrow key leads: up and down within the column, left and right along a link, to the nearest end of it. */
export function neighbour(
  key: string,
  at: Placed,
  placed: readonly Placed[],
  edges: readonly Edge[],
): Placed | undefined {
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const own = placed.filter(({ column }) => column === at.column)
    return own[own.indexOf(at) + (key === 'ArrowUp' ? -1 : 1)]
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const { id } = at.item
  const linked = new Set(edges.flatMap(({ from, to }) => (from === id ? to : to === id ? from : [])))
  const side = key === 'ArrowLeft' ? -1 : 1
  return placed
    .filter(({ item, column }) => linked.has(item.id) && Math.sign(column - at.column) === side)
    .toSorted(
      (a, b) =>
        Math.abs(a.column - at.column) - Math.abs(b.column - at.column) ||
        Math.abs(a.y - at.y) - Math.abs(b.y - at.y),
    )[0]
}
