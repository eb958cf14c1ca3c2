import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { flag, label, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const messageSchema = z.object({
  message: z.string().trim().min(1),
  source: text,
  /** 1 to 10, by which sniffs are chosen. */
  severity: label,
  type: text,
  fixable: flag,
  line: position,
  column: position,
})

export function observationOf(
  found: z.output<typeof messageSchema>,
  file: string | undefined,
  raw: string,
): Observation {
  const path = relativePath(file ?? '')
  return observe({
    kind: 'code',
    rule: found.source ?? 'phpcs',
    title: firstSentence(found.message) ?? found.message,
    description: found.message,
    severity: severityOfWord(found.type),
    toolSeverity: [found.type, found.severity].filter(Boolean).join(' ') || undefined,
    location: path ? { path, line: found.line, column: found.column } : undefined,
    remediation: found.fixable ? 'phpcbf can fix this' : undefined,
    raw,
  })
}
