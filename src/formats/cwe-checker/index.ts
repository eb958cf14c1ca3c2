import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { cwesOf } from '../values/cwe.ts'
import { listOf, needed, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { lines } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'

const WARNINGS = '/warnings/*'

export const cweChecker = {
  id: 'cwe-checker',
  name: 'cwe_checker',
  link: 'https://github.com/fkie-cad/cwe_checker',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'cwe_checker BINARY --json --out cwe_checker.json',
  detect,
  read,
} satisfies Format

const warning = z.object({
  name: z.string().regex(/^CWE\d+$/),
  addresses: z.array(z.unknown()),
  description: z.string(),
})
const outline = z.union([
  z.tuple([warning], z.unknown()),
  z.object({ warnings: z.tuple([warning], z.unknown()) }),
  z.object({ binary: z.string(), warnings: z.tuple([]) }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const warningSchema = z.object({
  name: needed,
  version: text,
  addresses: texts,
  tids: texts,
  symbols: texts,
  other: listOf(texts),
  description: text,
})

/** The list alone, or with the name of the binary around it. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const pattern = (await firstCharacter(input)) === '[' ? '/*' : WARNINGS
  const frame = await jsonFrame(input, context, {
    name: 'cwe_checker JSON',
    omit: [pattern],
    schema: z.union([z.array(z.unknown()), z.object({ warnings: z.array(z.unknown()), binary: text })]),
  })
  const binary = Array.isArray(frame) ? undefined : frame.binary
  yield { type: 'header', tool: 'cwe_checker', ...(binary && { target: binary }) }
  yield* shapedItems(eachElement(input, context, [pattern]), warningSchema, (value, { text }) =>
    observationOf(value, binary, text),
  )
}

/** `(Use of Potentially Dangerous Function) main (00101178) -> strcpy`: the part in brackets is the same for all of a check. */
function observationOf(
  warning: z.output<typeof warningSchema>,
  binary: string | undefined,
  raw: string,
): Observation {
  const name = /^\(([^()]+(?:\([^()]*\)[^()]*)*)\)/.exec(warning.description ?? '')?.[1]
  const symbol = warning.symbols[0]
  const path = relativePath(binary ?? '')
  return observe({
    kind: 'code',
    rule: warning.name,
    title: titleOf(name, warning.description, warning.name),
    description: lines(
      warning.description,
      warning.addresses.length > 0 && `Addresses: ${warning.addresses.join(', ')}`,
      ...warning.other.map((words) => words.join(' ')),
    ),
    severity: 'unknown',
    cwes: cwesOf(warning.name),
    // Addresses change with every build; a function's name is what stays.
    ...(path !== ''
      ? { location: { path, symbol } }
      : symbol
        ? { resource: { address: symbol, type: 'function' } }
        : {}),
    raw,
  })
}
