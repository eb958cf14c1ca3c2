import type { ReactNode } from 'react'
import { COLUMN_WIDTH, type ColumnWidth } from '../theme/columns.ts'

export interface Column<T> {
  id: string
  header: string
  width: ColumnWidth
  /** A `text` column's part of the room that is left; 1 when not said. */
  share?: number
  /** 1 stays longest when the list gets narrow. */
  priority: number
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
    if (left < 0) break
    chosen.add(column.id)
  }
  return columns.filter((column) => chosen.has(column.id))
}

/** `grid-template-columns` for these columns. */
export const gridTemplate = <T>(columns: Column<T>[]): string =>
  columns
    .map(({ width, share = 1 }) =>
      width === 'text' ? `minmax(${COLUMN_WIDTH.text}rem, ${share}fr)` : `${COLUMN_WIDTH[width]}rem`,
    )
    .join(' ')
