import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, needed, number, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const spectral = {
  id: 'spectral',
  name: 'Spectral',
  link: 'https://docs.stoplight.io/docs/spectral/9ffa04e052cc1-spectral-cli',
  extensions: ['.json'],
  kinds: ['api'],
  howTo: 'spectral lint --format json --output spectral.json openapi.yaml',
  detect,
  read,
} satisfies Format

const RESULTS = '/*'

const place = z.object({ line: z.number(), character: z.number() })
const mark = z.object({
  code: z.union([z.string(), z.number()]),
  path: z.array(z.unknown()),
  message: z.string(),
  severity: z.number(),
  range: z.object({ start: place, end: place }),
})

/** A report of nothing is `[]`, which many tools write. */
function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(mark, outline[0]) ? 1 : 0
}

const point = part(z.object({ line: number, character: number }))

const resultSchema = z.object({
  code: label.pipe(needed),
  message: needed,
  severity: number,
  path: texts,
  source: text,
  range: part(z.object({ start: point, end: point })),
  documentationUrl: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: "Spectral's JSON", omit: [RESULTS], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Spectral' }
  yield* shapedItems(eachElement(input, context, [RESULTS]), resultSchema, observationOf)
}

const SEVERITIES: [Severity, string][] = [
  ['high', 'error'],
  ['medium', 'warning'],
  ['info', 'information'],
  ['info', 'hint'],
]

/** Lines and characters count from 0, as in the Language Server Protocol; the end lies behind the last character. */
const fromOne = (count: number | undefined): number | undefined =>
  position.parse(count === undefined ? undefined : count + 1)

function observationOf(result: z.output<typeof resultSchema>, element: Element): Observation {
  const { code, message, severity, source, range, path } = result
  const [known, word] = SEVERITIES[severity ?? -1] ?? (['unknown', undefined] as const)
  return observe({
    kind: 'api',
    rule: code,
    title: message,
    severity: known,
    toolSeverity: word,
    location: source
      ? {
          path: relativePath(source),
          line: fromOne(range?.start?.line),
          column: fromOne(range?.start?.character),
          endLine: fromOne(range?.end?.line),
          endColumn: fromOne(range?.end?.character),
          symbol: path.length > 0 ? path.join('.') : undefined,
        }
      : undefined,
    references: result.documentationUrl ? [result.documentationUrl] : [],
    raw: element.text,
  })
}
