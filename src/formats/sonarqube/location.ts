import { z } from 'zod'
import type { CodeLocation } from '../../model/observation.ts'
import { isPosition } from '../values/fields.ts'
import { number, part, position } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'

export const textRange = part(
  z.object({ startLine: position, endLine: position, startOffset: number, endOffset: number }),
)

interface Place {
  component?: string | undefined
  project?: string | undefined
  line?: number | undefined
  textRange?: z.output<typeof textRange>
}

/** A file's key is that of its project, a colon and its path; the project's own key is no place. Offsets count from 0. */
export function placeOf({ component, project, line, textRange: range }: Place): CodeLocation | undefined {
  if (!component || component === project) return undefined
  const inProject =
    project && component.startsWith(`${project}:`) ? component.slice(project.length + 1) : component
  const path = relativePath(inProject.slice(inProject.lastIndexOf(':') + 1))
  if (path === '') return undefined
  return {
    path,
    line: range?.startLine ?? line,
    endLine: range?.endLine,
    column: range?.startLine && columnOf(range.startOffset),
    endColumn: range?.endLine && columnOf(range.endOffset),
  }
}

const columnOf = (offset: number | undefined): number | undefined =>
  offset !== undefined && isPosition(offset + 1) ? offset + 1 : undefined
