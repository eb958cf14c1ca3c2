import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

export const actionlint = {
  id: 'actionlint',
  name: 'actionlint',
  link: 'https://github.com/rhysd/actionlint/blob/main/docs/usage.md#format',
  extensions: ['.json', '.jsonl'],
  kinds: ['pipeline', 'secret'],
  howTo: "actionlint -format '{{json .}}' > actionlint.json",
  detect,
  read,
} satisfies Format

const marks = z.object({
  message: z.string(),
  filepath: z.string(),
  line: z.number(),
  column: z.number(),
  kind: z.string(),
})

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'actionlint' }
  const hide = secretHider(await secretsIn(eachRecord(input, context), secretsOf))
  for await (const element of eachRecord(input, context)) {
    const error = element.type === 'problem' ? element : shaped(errorSchema, element)
    yield error.type === 'problem' ? error : hide(observationOf(error.value, element as Element))
  }
}

function secretsOf({ value }: Element): (string | undefined)[] {
  const error = errorSchema.safeParse(value)
  return error.success ? [passwordOf(error.data)] : []
}

const errorSchema = z.object({
  message: z.string().trim().min(1),
  filepath: text,
  line: position,
  column: position,
  end_column: position,
  kind: z.string().trim().min(1),
  snippet: text,
})

type LintError = z.output<typeof errorSchema>

/** The line itself; below it the tool marks the place. */
const lineOf = ({ snippet }: LintError): string | undefined => snippet?.split('\n')[0]

/** The check for credentials prints the line with the password. */
function passwordOf(error: LintError): string | undefined {
  const value =
    error.kind === 'credentials' ? /password:\s*(\S.*)$/.exec(lineOf(error) ?? '')?.[1] : undefined
  return value && secretInMatch(value)
}

function observationOf(error: LintError, { text }: Element): Observation {
  const path = relativePath(error.filepath ?? '')
  const isKnown = path !== '' && path !== '<stdin>'
  const last = error.end_column
  return observe({
    kind: error.kind === 'credentials' ? 'secret' : 'pipeline',
    rule: error.kind,
    title: firstSentence(error.message) ?? error.message,
    description: error.message,
    severity: 'unknown',
    location: isKnown
      ? {
          path,
          line: error.line,
          column: error.column,
          // The tool counts the last character in.
          endColumn: last === undefined ? undefined : last + 1,
          snippet: lineOf(error),
        }
      : undefined,
    secret: passwordOf(error),
    // shellcheck's and pyflakes' own codes.
    tags: [...new Set(error.message.match(/\bSC\d{4}\b/g))],
    raw: text,
  })
}
