import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { needed, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

export const pyright = {
  id: 'pyright',
  name: 'Pyright',
  link: 'https://github.com/microsoft/pyright/blob/main/docs/command-line.md#json-output',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'pyright --outputjson > pyright.json',
  detect,
  read,
} satisfies Format

const DIAGNOSTICS = '/generalDiagnostics/*'

const mark = z.object({ version: z.string(), time: z.string(), generalDiagnostics: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(mark, outline) ? 1 : 0
}

const point = part(z.object({ line: number, character: number }))

const diagnosticSchema = z.object({
  file: text,
  uri: part(z.object({ _filePath: text })),
  message: needed,
  severity: text,
  rule: text,
  range: part(z.object({ start: point, end: point })),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { version, time } = await jsonFrame(input, context, {
    name: "Pyright's JSON",
    omit: [DIAGNOSTICS],
    schema: z.object({ version: text, time: text, generalDiagnostics: z.array(z.unknown()) }),
  })
  const at = Number(time ?? Number.NaN)
  const producedAt = Number.isSafeInteger(at) ? isoTime(at) : undefined
  yield {
    type: 'header',
    tool: 'Pyright',
    ...(version && { toolVersion: version }),
    ...(producedAt && { producedAt }),
  }
  yield* shapedItems(eachElement(input, context, [DIAGNOSTICS]), diagnosticSchema, observationOf)
}

/** Lines and characters count from 0. */
const fromOne = (count: number | undefined): number | undefined =>
  position.parse(count === undefined ? undefined : count + 1)

function observationOf(found: z.output<typeof diagnosticSchema>, element: Element): Observation {
  const { message, severity, rule, range } = found
  const path = found.file ?? found.uri?._filePath
  // Below the first line stands why.
  const [title = message] = message.split('\n')
  return observe({
    kind: 'code',
    rule: rule ?? 'syntax-error',
    title,
    description: title === message ? undefined : message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: path
      ? {
          path: relativePath(path),
          line: fromOne(range?.start?.line),
          column: fromOne(range?.start?.character),
          endLine: fromOne(range?.end?.line),
          endColumn: fromOne(range?.end?.character),
        }
      : undefined,
    raw: element.text,
  })
}
