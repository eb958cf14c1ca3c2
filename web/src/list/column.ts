import type { ReactNode } from 'react'
import { COLUMN_WIDTH, type ColumnWidth, GROWS } from '../theme/columns.ts'

export interface Column<T> {
  id: string
  header: string
  width: ColumnWidth
  /** 1 is always there; the higher, the sooner it gives way when the list gets narrow. */
  priority: number
  /** The row's name: cannot be taken away, and stays in view where the list scrolls sideways. */
  always?: boolean
  align?: 'end'
  /** The API's name for sorting by this column, and the direction of the first click. */
  sort?: { by: string; first: 'asc' | 'desc' }
  cell: (row: T) => ReactNode
}

export interface SortOrder {
  by: string
  order: 'asc' | 'desc'
}

/** The columns that fit into `width` rem, most important first to be chosen, in their own order. */
export function columnsThatFit<T>(columns: Column<T>[], width: number): Column<T>[] {
  let left = width
  const chosen = new Set<string>()
  for (const column of columns.toSorted((a, b) => a.priority - b.priority)) {
    left -= COLUMN_WIDTH[column.width]
    if (left < 0 && column.priority > 1) break
    chosen.add(column.id)
  }
  return columns.filter((column) => chosen.has(column.id))
}

/** The least room, in rem, in which these columns can be read. */
export const leastWidth = <T>(columns: Column<T>[]): number =>
  columns.reduce((sum, { width }) => sum + (GROWS[width]?.least ?? COLUMN_WIDTH[width]), 0)

/** Those of these ids, in their own order and each with a place of its own; what is always there stays. */
export const chosenColumns = <T>(columns: Column<T>[], ids: readonly string[]): Column<T>[] =>
  columns.filter(({ id, always }) => always || ids.includes(id)).map((column) => ({ ...column, priority: 1 }))

/** `grid-template-columns` for these columns. */
export const gridTemplate = <T>(columns: Column<T>[]): string =>
  columns.map(({ width }) => track(width)).join(' ')

function track(width: ColumnWidth): string {
  const grows = GROWS[width]
  return grows ? `minmax(${grows.least}rem, ${grows.part}fr)` : `${COLUMN_WIDTH[width]}rem`
}
