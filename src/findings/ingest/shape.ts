import type { CodeLocation } from '../../model/observation.ts'

/**
 * Height and width of what a tool marked, as `lines:columns`: it stays when lines come and go above, when the file moves and
 * when it is indented anew, and tells neighbours apart where a tool prints no code. Empty when the tool names a point only.
 */
export function shapeOf(location: Partial<CodeLocation> | null | undefined): string {
  const { line, endLine = line, column, endColumn } = location ?? {}
  if (line === undefined || endLine === undefined) return ''
  const height = endLine - line
  if (column === undefined || endColumn === undefined) return height > 0 ? String(height) : ''
  const width = endColumn - column
  return height === 0 && width <= 0 ? '' : `${height}:${width}`
}
