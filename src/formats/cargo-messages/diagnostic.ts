import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { linksIn } from '../values/html-text.ts'
import { flag, listOf, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

// https://doc.rust-lang.org/rustc/json.html#diagnostics

const span = z.object({
  file_name: needed,
  line_start: position,
  line_end: position,
  column_start: position,
  column_end: position,
  is_primary: flag,
  label: text,
  suggested_replacement: z.string().nullish().catch(undefined),
  text: listOf(z.object({ text: z.string() })),
})

export const diagnosticSchema = z.object({
  message: needed,
  level: text,
  code: part(z.object({ code: text })),
  spans: listOf(span),
  children: listOf(z.object({ level: text, message: text, spans: listOf(span) })),
})

type Diagnostic = z.output<typeof diagnosticSchema>

export function observationOf(found: Diagnostic, raw: string, code: string | undefined): Observation {
  const { message, level, spans, children } = found
  const main = spans.find(({ is_primary }) => is_primary) ?? spans[0]
  const help = children.filter((child) => child.level === 'help')
  const [links, advice] = [
    help.flatMap((child) => linksIn(child.message)),
    help.filter((child) => !/^for further information visit /.test(child.message ?? '')),
  ]
  return observe({
    kind: 'code',
    rule: code ?? message.replace(/`[^`]*`/g, '…').replace(/\d+/g, '…'),
    title: message,
    description: [
      message,
      ...children.filter((child) => child.level === 'note').map((child) => child.message),
    ]
      .filter(Boolean)
      .join('\n'),
    severity: severityOfWord(level),
    toolSeverity: level,
    location: main && {
      ...placeOf(main),
      snippet: main.text
        .map((line) => line.text)
        .join('\n')
        .trim(),
    },
    related: [...spans, ...children.flatMap((child) => child.spans)]
      .filter((one) => one !== main && one.label)
      .map(placeOf),
    remediation: advice.map(adviceOf).filter(Boolean).join('\n') || undefined,
    references: [...new Set(links)],
    raw,
  })
}

/** What to write, where the compiler knows it. */
function adviceOf({ message, spans }: Diagnostic['children'][number]): string | undefined {
  const code = spans.flatMap((one) => one.suggested_replacement?.trim() || [])
  return message && code.length > 0 ? `${message}: ${code.join(' … ')}` : message
}

const placeOf = (at: z.output<typeof span>): CodeLocation => ({
  path: relativePath(at.file_name),
  ...(at.line_start && { line: at.line_start }),
  ...(at.line_end && { endLine: at.line_end }),
  ...(at.column_start && { column: at.column_start }),
  ...(at.column_end && { endColumn: at.column_end }),
  ...(at.label && { message: at.label }),
})
