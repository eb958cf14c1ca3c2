import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { byWord } from '../values/by-word.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const shellcheck = {
  id: 'shellcheck',
  name: 'ShellCheck',
  link: 'https://github.com/koalaman/shellcheck/blob/master/shellcheck.1.md#formats',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'shellcheck --format json1 scripts/*.sh > shellcheck.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  file: z.string(),
  line: z.number(),
  endLine: z.number(),
  level: z.string(),
  code: z.number(),
  message: z.string(),
})
const outlineSchema = z.union([
  z.tuple([mark], z.unknown()),
  z.object({ comments: z.tuple([mark], z.unknown()) }),
  z.strictObject({ comments: z.tuple([]) }),
])

function detect({ outline }: Sample): number {
  return fits(outlineSchema, outline) ? 1 : 0
}

const schema = z.object({
  file: needed,
  line: position,
  endLine: position,
  column: position,
  endColumn: position,
  level: text,
  code: z.number().int(),
  message: needed,
})

/** `json1` is an object around the list that `json` is. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ShellCheck' }
  const list = { name: "ShellCheck's JSON", members: ['/comments/*'] }
  yield* shapedItems(eachListed(input, context, list), schema, observationOf)
}

const SEVERITIES = byWord<Severity>({ style: 'info' })

function observationOf(comment: z.output<typeof schema>, { text: raw }: Element): Observation {
  const { file, line, endLine, column, endColumn, level, code, message } = comment
  return observe({
    kind: 'code',
    rule: `SC${code}`,
    title: message,
    severity: SEVERITIES[level ?? ''] ?? severityOfWord(level),
    ...(level && { toolSeverity: level }),
    location: {
      path: relativePath(file),
      ...(line && { line }),
      ...(endLine && { endLine }),
      ...(column && { column }),
      ...(endColumn && { endColumn }),
    },
    references: [`https://www.shellcheck.net/wiki/SC${code}`],
    raw,
  })
}
