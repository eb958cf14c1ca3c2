export type Cells = Record<string, string>

/** The first of these columns that says something: names have changed between versions. */
export const said = (cells: Cells, ...columns: string[]): string | undefined => {
  for (const column of columns) if (cells[column]?.trim()) return cells[column].trim()
  return undefined
}
