import type { CodeLocation, Observation } from '../../model/observation.ts'
import type { Node } from '../syntax/xml.ts'
import { isPosition } from '../values/fields.ts'
import { relativePath } from '../values/path.ts'

/** A test that failed: its attributes, its suite's, what it says. */
export interface Failure {
  test: Node['attributes']
  suite: Record<string, string>
  flaw: Node['attributes']
  text: string
}

export type Fields = Partial<Omit<Observation, 'type' | 'raw'>>

export const place = (path: string, line?: string, column?: string, endLine?: string): CodeLocation => ({
  path: relativePath(path),
  ...(isPosition(Number(line)) && { line: Number(line) }),
  ...(isPosition(Number(column)) && { column: Number(column) }),
  ...(isPosition(Number(endLine)) && { endLine: Number(endLine) }),
})
