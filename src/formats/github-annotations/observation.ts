import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const annotationSchema = z
  .object({
    /** `file` in what SQLFluff writes. */
    path: text,
    file: text,
    start_line: position,
    end_line: position,
    start_column: position,
    end_column: position,
    annotation_level: text,
    title: text,
    message: needed,
    raw_details: text,
  })
  .transform(({ file, path, ...rest }) => ({ ...rest, path: path ?? file }))
  .refine(({ path }) => path !== undefined, { path: ['path'] })

export type Annotation = Omit<z.output<typeof annotationSchema>, 'raw_details'> & { raw_details?: string }

const SEVERITY: Record<string, Severity> = byWord({ failure: 'high', notice: 'info' })

export function observationOf(annotation: Annotation, raw: string): Observation {
  const { annotation_level: level = '', path = '', raw_details: details } = annotation
  const { rule, tool, message } = checkIn(annotation)
  return observe({
    kind: 'code',
    rule,
    // What follows in further lines is help.
    title: firstSentence(message.split('\n', 1)[0]) ?? rule,
    description: [message, details].filter(Boolean).join('\n\n'),
    severity: SEVERITY[level] ?? severityOfWord(level),
    toolSeverity: level,
    cwes: cwesOf(/\bCWE-\d+/i.exec(`${annotation.title ?? ''} ${message}`)?.[0]),
    location: {
      path: relativePath(path),
      line: annotation.start_line,
      endLine: annotation.end_line,
      column: annotation.start_column,
      endColumn: annotation.end_column,
    },
    ...(tool && { tool }),
    raw,
  })
}

/** The place again, which is said already: `bad.py:1:1: `, `1:1 `. */
const PLACE = /^(?:[^\s:]+:\d+(?::\d+)?:\s+|\d+:\d+\s+)/
/** `E401 …`, `LT09: …`, `[document-start] …`; RuboCop: `Security/Eval: …`. */
const CODE = /^(?:\[([\w./-]+)\]|([A-Z]{1,8}-?\d{1,6}):?|([A-Z]\w*(?:\/[A-Z]\w*)+):)\s+/
/** `ruff (E401)` */
const NAMED = /^(\S+) \(([\w./-]+)\)$/

/** Annotations have no member for the check: tools write it into the title or before the message, and their own name into the title. */
function checkIn({ title, message: said }: Annotation): {
  rule: string
  tool?: string | undefined
  message: string
} {
  const placeless = said.replace(PLACE, '')
  const [prefix = '', ...codes] = CODE.exec(placeless) ?? []
  const code = codes.find(Boolean)
  const message = placeless.slice(prefix.length) || said
  const [, named, ofTitle] = NAMED.exec(title ?? '') ?? []
  if (ofTitle !== undefined) return { rule: ofTitle, tool: named, message }
  const isWord = title !== undefined && !/\s/.test(title)
  if (code !== undefined) return { rule: code, tool: isWord && title !== code ? title : undefined, message }
  return { rule: title ?? firstSentence(message) ?? message, message }
}
