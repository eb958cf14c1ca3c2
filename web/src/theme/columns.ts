/** Widths of list columns in rem. `text` columns share what is left, but never get less than this. */
export const COLUMN_WIDTH = { mark: 3, number: 4.25, short: 6, medium: 8.5, wide: 12, text: 14 } as const

export type ColumnWidth = keyof typeof COLUMN_WIDTH

/** Below this width (rem) a list shows two lines a row instead of columns. */
export const NARROW_LIST = 34
