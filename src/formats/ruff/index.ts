import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, needed, part, position, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const ruff = {
  id: 'ruff',
  name: 'Ruff',
  link: 'https://docs.astral.sh/ruff/settings/#output-format',
  extensions: ['.json', '.jsonl'],
  kinds: ['code', 'secret'],
  howTo: 'ruff check --output-format json --output-file ruff.json',
  detect,
  read,
} satisfies Format

const place = z.object({ row: z.number(), column: z.number() })
const mark = z.object({
  code: z.string().nullable(),
  filename: z.string(),
  location: place,
  end_location: place,
  message: z.string(),
})

function detect({ outline }: Sample): number {
  return fits(mark, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const at = part(z.object({ row: position, column: position }))
const schema = z.object({
  /** Null for what is no Python at all, in older versions. */
  code: label,
  name: text,
  filename: needed,
  message: needed,
  severity: text,
  url: text,
  cell: label,
  location: at,
  end_location: at,
  fix: part(z.object({ message: text, applicability: text })),
})

/** `json` is a list, `json-lines` a result a line. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Ruff' }
  const isElement = (value: object): boolean => fits(mark, value)
  const list = { name: "Ruff's JSON", members: ['/results/*'], isElement }
  yield* shapedItems(eachListed(input, context, list), schema, observationOf)
}

/** The rules of flake8-bandit for passwords in the source; the message names the variable, before 0.0.264 it printed the password. */
const PASSWORD = /^S10[567]$/

function observationOf(result: z.output<typeof schema>, { text: raw }: Element): Observation {
  const { code, name, filename, message, severity, url, location, end_location: end, fix } = result
  const rule = code ?? 'syntax-error'
  const isSecret = PASSWORD.test(rule)
  const secret = isSecret ? /password: "([\s\S]+)"$/.exec(message)?.[1] : undefined
  return observe({
    kind: isSecret ? 'secret' : 'code',
    rule,
    title: secret ? message.replace(/: "[\s\S]+"$/, '') : message,
    severity: severityOfWord(severity),
    ...(severity && { toolSeverity: severity }),
    location: {
      path: relativePath(filename),
      ...(location?.row && { line: location.row }),
      ...(end?.row && { endLine: end.row }),
      ...(location?.column && { column: location.column }),
      ...(end?.column && { endColumn: end.column }),
    },
    ...(secret && { secret }),
    references: linksOf(url),
    ...(fix?.message && { remediation: fix.message }),
    tags: name ? [name] : [],
    raw,
  })
}
