import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Json } from '../values/fields.ts'
import { flag, listOf, needed, number, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isRedacted } from '../values/secret-in-match.ts'

export const fileSchema = z.object({
  filePath: needed,
  source: text,
  messages: z.array(z.unknown()),
  suppressedMessages: z
    .array(z.unknown())
    .optional()
    .catch(undefined)
    .transform((list) => list ?? []),
})

export const messageSchema = z.object({
  ruleId: text,
  fatal: flag,
  severity: number,
  message: text,
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
  suppressions: listOf(z.object({ kind: text, justification: text })),
  suggestions: listOf(z.object({ desc: text })),
})

type Message = z.output<typeof messageSchema> & { ruleId: string }

const SEVERITIES: { [number: number]: [Severity, string] } = {
  2: ['high', 'error'],
  1: ['medium', 'warning'],
}

export function observationOf(
  message: Message,
  file: { filePath: string; source?: string | undefined },
  value: Json,
): Observation {
  const [severity, toolSeverity] = SEVERITIES[message.severity ?? -1] ?? ['unknown', undefined]
  const secret = secretIn(message)
  const { line, endLine = line } = message
  return observe({
    kind: secret ? 'secret' : 'code',
    rule: message.ruleId,
    title: secret ? message.ruleId : (message.message ?? message.ruleId),
    description: message.message,
    severity: severity as Severity,
    toolSeverity,
    location: {
      path: relativePath(file.filePath) || file.filePath,
      line,
      endLine,
      column: message.column,
      endColumn: message.endColumn,
      snippet: line && endLine ? codeLines(file.source, line, endLine) : undefined,
    },
    secret,
    remediation:
      message.suggestions
        .map(({ desc }) => desc)
        .filter(Boolean)
        .join('\n') || undefined,
    verdict: verdictOf(message),
    raw: JSON.stringify({ filePath: file.filePath, ...value }),
  })
}

/** The whole source of a file stands beside its messages when there are errors. */
const codeLines = (source: string | undefined, first: number, last: number): string | undefined =>
  source
    ?.split(/\r?\n/)
    .slice(first - 1, last)
    .join('\n')
    .trim() || undefined

/** Plugins that look for secrets quote what they have found. */
function secretIn({ ruleId, message }: Message): string | undefined {
  if (!/secret/i.test(ruleId)) return undefined
  const found = /:\s*"([\s\S]+)"$/.exec(message?.trim() ?? '')?.[1]
  return found && !isRedacted(found) ? found : undefined
}

function verdictOf({ suppressions }: Message): ProducerVerdict | undefined {
  const [first] = suppressions
  if (!first) return undefined
  return { state: 'accepted', reason: first.justification ?? first.kind, source: 'eslint-suppression' }
}
