import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const warningSchema = z.object({
  rule: needed,
  text,
  severity: text,
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
  url: text,
})

export function observationOf(
  warning: z.output<typeof warningSchema>,
  source: string | undefined,
  raw: string,
): Observation {
  const { rule, severity, line, column, endLine, endColumn } = warning
  const said = warning.text?.endsWith(`(${rule})`)
    ? warning.text.slice(0, -rule.length - 2).trim()
    : warning.text
  const path = relativePath(source ?? '')
  return observe({
    kind: 'code',
    rule,
    title: said ?? rule,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: path === '' ? undefined : { path, line, column, endLine, endColumn },
    references: warning.url ? [warning.url] : [],
    raw,
  })
}
