/** Widths of list columns in rem; those that grow share what is left, each by its part, and may shrink to `least`. */
export const COLUMN_WIDTH = {
  mark: 3,
  number: 4.25,
  short: 6.5,
  medium: 8.5,
  wide: 12,
  counts: 17,
  text: 11,
  title: 20,
  sentence: 24,
} as const

export type ColumnWidth = keyof typeof COLUMN_WIDTH

export const GROWS: Partial<Record<ColumnWidth, { least: number; part: number }>> = {
  text: { least: 8, part: 1 },
  title: { least: 14, part: 2 },
  sentence: { least: 14, part: 2.5 },
}

/** Below this width (rem) a list shows two lines a row instead of columns. */
export const NARROW_LIST = 24
