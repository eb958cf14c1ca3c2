import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const hadolint = {
  id: 'hadolint',
  name: 'Hadolint',
  link: 'https://github.com/hadolint/hadolint#cli',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'hadolint --format json Dockerfile > hadolint.json',
  detect,
  read,
} satisfies Format

/** Its own rules are DL1234, those of ShellCheck SC1234; other linters of shell code write columns in another way. */
const known = z.tuple(
  [z.object({ code: z.string().regex(/^(?:DL|SC)\d{4}$/), file: z.string(), level: z.string() })],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

const resultSchema = z.object({
  code: needed,
  file: needed,
  line: position,
  column: position,
  level: text,
  message: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Hadolint JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Hadolint' }
  for await (const element of eachElement(input, context, ['/*'])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    yield result.type === 'problem' ? result : observationOf(result.value, element as Element)
  }
}

const observationOf = (result: z.output<typeof resultSchema>, element: Element): Observation =>
  observe({
    kind: 'config',
    rule: result.code,
    title: result.message ?? result.code,
    severity: severityOf(result.level),
    toolSeverity: result.level,
    location: { path: relativePath(result.file), line: result.line, column: result.column },
    raw: element.text,
  })

/** Levels are error, warning, info, style, and ignore for rules that are switched off. */
const severityOf = (level: string | undefined): Severity =>
  level === 'style' || level === 'ignore' ? 'info' : severityOfWord(level)
