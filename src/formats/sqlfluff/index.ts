import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { flag, needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const sqlfluff = {
  id: 'sqlfluff',
  name: 'SQLFluff',
  link: 'https://docs.sqlfluff.com/en/stable/reference/cli.html#sqlfluff-lint',
  extensions: ['.json', '.yaml'],
  kinds: ['code'],
  howTo: 'sqlfluff lint --format json --write-output sqlfluff.json .',
  detect,
  read,
} satisfies Format

const FILES = '/*'

const mark = z.tuple(
  [
    z.object({
      filepath: z.string(),
      violations: z.array(z.object({ code: z.string(), description: z.string() })),
    }),
  ],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(mark, outline) ? 1 : 0
}

const fileSchema = z.object({ filepath: needed, violations: z.array(z.unknown()) })

const violationSchema = z.object({
  code: needed,
  name: text,
  description: text,
  warning: flag,
  start_line_no: position,
  start_line_pos: position,
  end_line_no: position,
  end_line_pos: position,
  /** Before version 3. */
  line_no: position,
  line_pos: position,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: "SQLFluff's JSON", omit: [FILES], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'SQLFluff' }
  for await (const element of eachElement(input, context, [FILES]))
    if (element.type === 'problem') yield element
    else yield* itemsOfFile(element)
}

function* itemsOfFile(element: Element): Generator<Item> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const { filepath, violations } = file.value
  for (const [index, value] of violations.entries()) {
    const violation = shaped(violationSchema, { where: `${element.where}/violations/${index}`, value })
    const raw = JSON.stringify({ filepath, violations: [value] })
    yield violation.type === 'problem' ? violation : observationOf(filepath, violation.value, raw)
  }
}

/** Severities are not told; what a project counts as warnings only is a tag. */
function observationOf(
  filepath: string,
  violation: z.output<typeof violationSchema>,
  raw: string,
): Observation {
  const { code, name, description, warning } = violation
  return observe({
    kind: 'code',
    rule: code,
    title: description ?? name ?? code,
    severity: 'unknown',
    location: {
      path: relativePath(filepath),
      line: violation.start_line_no ?? violation.line_no,
      endLine: violation.end_line_no,
      column: violation.start_line_pos ?? violation.line_pos,
      endColumn: violation.end_line_pos,
    },
    tags: [...(name ? [name] : []), ...(warning ? ['warning'] : [])],
    raw,
  })
}
