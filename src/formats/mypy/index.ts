import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { needed, number, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const mypy = {
  id: 'mypy',
  name: 'mypy',
  link: 'https://mypy.readthedocs.io/en/stable/command_line.html#cmdoption-mypy-output',
  extensions: ['.json', '.jsonl'],
  kinds: ['code'],
  howTo: 'mypy --output json . > mypy.jsonl',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const mark = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  hint: z.unknown(),
  code: z.union([z.string(), z.null()]),
  severity: z.enum(['error', 'note']),
})

function detect({ outline, syntax }: Sample): number {
  return syntax !== 'csv' && fits(mark, outline) ? 1 : 0
}

const messageSchema = z.object({
  file: needed,
  line: position,
  column: number,
  end_line: position,
  end_column: number,
  message: needed,
  hint: text,
  code: text,
  severity: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const record of eachRecord(input, context)) {
    if (!begun) {
      if (record.type === 'element' && !fits(messageSchema, record.value)) throw otherReport()
      yield { type: 'header', tool: 'mypy' }
    }
    begun = true
    yield* shapedItems(one(record), messageSchema, observationOf)
  }
  if (!begun) yield { type: 'header', tool: 'mypy' }
}

async function* one<T>(value: T): AsyncGenerator<T> {
  yield value
}

const otherReport = (): UnreadableReport =>
  new UnreadableReport(
    'broken',
    "This does not read as mypy's JSON: it lacks file and message. Choose the right format, or run the tool again.",
  )

/** Columns count from 0. */
const fromOne = (count: number | undefined): number | undefined =>
  position.parse(count === undefined ? undefined : count + 1)

function observationOf(found: z.output<typeof messageSchema>, element: Element): Observation {
  const { file, line, column, end_line, end_column, message, hint, code, severity } = found
  return observe({
    kind: 'code',
    rule: code ?? severity ?? 'message',
    title: message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: {
      path: relativePath(file),
      line,
      column: fromOne(column),
      endLine: end_line,
      endColumn: fromOne(end_column),
    },
    remediation: hint,
    raw: element.text,
  })
}
