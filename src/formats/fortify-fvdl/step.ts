import type { CodeLocation } from '../../model/observation.ts'
import { child, type Node, textOf } from '../syntax/xml.ts'
import { positionIn } from '../values/fields.ts'
import { relativePath } from '../values/path.ts'

/** A node of a trace as a place; what happens there is its message. */
export function stepOf(node: Node): CodeLocation | undefined {
  const { path, line, lineEnd, colStart } = child(node, 'SourceLocation')?.attributes ?? {}
  const relative = relativePath(path ?? '')
  if (relative === '') return undefined
  const step: CodeLocation = { path: relative }
  const [first, last, column] = [line, lineEnd, colStart].map(positionIn)
  if (first !== undefined) step.line = first
  if (last !== undefined && first !== undefined && last >= first) step.endLine = last
  if (column !== undefined) step.column = column
  const message = textOf(node, 'Action') ?? (node.attributes.label || undefined)
  if (message !== undefined) step.message = message
  return step
}
