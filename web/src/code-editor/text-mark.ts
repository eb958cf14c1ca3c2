import type { Text } from '@codemirror/state'

/** Something to be said about a place of a text; line and column from 1. */
export interface TextMark {
  line: number
  column: number
  message: string
  severity: 'error' | 'warning'
}

/** The offset of a place; what lies outside the text is brought to its nearest place. */
export function offsetOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)))
  return Math.min(to, from + Math.max(0, column - 1))
}
