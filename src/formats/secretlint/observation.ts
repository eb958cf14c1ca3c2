import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { needed, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isRedacted, secretInMatch } from '../values/secret-in-match.ts'

const offset = z.int().nonnegative()
const place = z.object({ line: position, column: offset.optional().catch(undefined) })

const fileSchema = z.object({
  filePath: needed,
  messages: z.array(z.unknown()),
  /** The whole file: only the lines of its secrets go on. */
  sourceContent: text,
})

const messageSchema = z.object({
  ruleId: needed,
  message: text,
  messageId: text,
  severity: text,
  docsUrl: text,
  range: z.tuple([offset, offset]).optional().catch(undefined),
  loc: part(z.object({ start: part(place), end: part(place) })),
})

type File = z.output<typeof fileSchema>
type Message = z.output<typeof messageSchema>

export function* fileItems(element: Element): Generator<Observation | Problem> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  for (const [index, value] of file.value.messages.entries()) {
    const message = shaped(messageSchema, { where: `${element.where}/messages/${index}`, value })
    const raw = JSON.stringify({ filePath: file.value.filePath, messages: [value] })
    yield message.type === 'problem' ? message : observationOf(file.value, message.value, raw)
  }
}

export function secretsOf({ value }: Element): (string | undefined)[] {
  const file = fileSchema.safeParse(value)
  if (!file.success) return []
  return file.data.messages.map((message) => {
    const result = messageSchema.safeParse(message)
    return result.success ? secretOf(file.data, result.data) : undefined
  })
}

function observationOf(file: File, message: Message, raw: string): Observation {
  const { ruleId, messageId, severity, docsUrl } = message
  return observe({
    kind: 'secret',
    rule: messageId ? `${ruleId}:${messageId}` : ruleId,
    title: titleOf(message),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: locationOf(file, message),
    secret: secretOf(file, message),
    references: docsUrl ? [docsUrl] : [],
    raw,
  })
}

/** `found AWS Secret Access Key: SECRET`, masked or not. */
const titleOf = ({ message, messageId, ruleId }: Message): string =>
  message?.split(/(?:\(\*+\))?: /)[0] ?? messageId ?? ruleId

/**
 * The range is that of the secret in the file. Some rules begin it at the assignment and end it too early by as much, so it is drawn
 * out to the end of the word, and the name in front is left off.
 */
function secretOf({ sourceContent }: File, { range, message }: Message): string | undefined {
  if (sourceContent !== undefined && range !== undefined) {
    const [start, end] = range
    const tail = /^[\w+/=.-]*/.exec(sourceContent.slice(end))?.[0] ?? ''
    const found = sourceContent.slice(start, end) + tail
    return secretInMatch(found.replace(/^[\w.-]{1,100}\s*[:=]\s*(?=\S)/, ''))
  }
  const printed = /: (\S+)$/.exec(message ?? '')?.[1]
  return printed === undefined || isRedacted(printed) ? undefined : printed
}

/** Columns count from 0 and the end lies behind the last character. */
function locationOf({ filePath, sourceContent }: File, { loc }: Message): CodeLocation {
  const { start, end } = loc ?? {}
  const lines = sourceContent?.split('\n')
  return {
    path: relativePath(filePath),
    line: start?.line,
    endLine: end?.line,
    column: start?.column === undefined ? undefined : start.column + 1,
    endColumn: end?.column === undefined ? undefined : end.column + 1,
    snippet:
      start?.line === undefined
        ? undefined
        : text.parse(lines?.slice(start.line - 1, end?.line ?? start.line).join('\n')),
  }
}
