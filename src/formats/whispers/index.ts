import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const whispers = {
  id: 'whispers',
  name: 'Whispers',
  link: 'https://pypi.org/project/whispers/',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'whispers --output whispers.json .',
  detect,
  read,
} satisfies Format

const secretSchema = z.object({
  rule_id: needed,
  file: needed,
  /** The name that the value stands behind: a variable, a path of keys. */
  key: text,
  value: label,
  line: position,
  message: text,
  severity: text,
})

const known = z.object({
  key: z.string(),
  value: z.string(),
  rule_id: z.string(),
  file: z.string(),
  message: z.string(),
})

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Whispers JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Whispers' }
  for await (const element of eachElement(input, context, ['/*'])) {
    const result = element.type === 'problem' ? element : shaped(secretSchema, element)
    yield result.type === 'problem' ? result : observationOf(result.value, element as Element)
  }
}

/** Severities are BLOCKER … INFO in 2.1 and before, Critical … Info since. */
const observationOf = (found: z.output<typeof secretSchema>, element: Element): Observation =>
  observe({
    kind: 'secret',
    rule: found.rule_id,
    title: found.message ?? found.rule_id,
    severity: severityOfWord(found.severity),
    toolSeverity: found.severity,
    location: { path: relativePath(found.file), line: found.line, symbol: found.key },
    secret: found.value,
    raw: element.text,
  })
