import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { flag, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const redocly = {
  id: 'redocly',
  name: 'Redocly CLI',
  link: 'https://redocly.com/docs/cli/commands/lint',
  extensions: ['.json'],
  kinds: ['api'],
  howTo: 'redocly lint --format json openapi.yaml > redocly.json',
  detect,
  read,
} satisfies Format

const PROBLEMS = '/problems/*'

const mark = z.object({
  totals: z.object({ errors: z.number(), warnings: z.number() }),
  version: z.string(),
  problems: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(mark, outline) ? 1 : 0
}

const place = part(z.object({ line: position, col: position }))

const problemSchema = z.object({
  ruleId: needed,
  severity: text,
  message: text,
  ignored: flag,
  reference: text,
  suggest: texts,
  location: listOf(
    z.object({ source: part(z.object({ ref: text })), pointer: text, start: place, end: place }),
  ),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { version } = await jsonFrame(input, context, {
    name: "Redocly's JSON",
    omit: [PROBLEMS],
    schema: z.object({ problems: z.array(z.unknown()), version: text }),
  })
  yield { type: 'header', tool: 'Redocly CLI', ...(version && { toolVersion: version }) }
  yield* shapedItems(eachElement(input, context, [PROBLEMS]), problemSchema, observationOf)
}

function observationOf(found: z.output<typeof problemSchema>, element: Element): Observation {
  const { ruleId, severity, message, location, reference, suggest, ignored } = found
  const [first, ...related] = location.flatMap(({ source, pointer, start, end }): CodeLocation[] =>
    source?.ref
      ? [
          {
            path: relativePath(source.ref),
            line: start?.line,
            column: start?.col,
            endLine: end?.line,
            endColumn: end?.col,
            symbol: pointer,
          },
        ]
      : [],
  )
  return observe({
    kind: 'api',
    rule: ruleId,
    title: message ?? ruleId,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: first,
    related,
    references: reference ? [reference] : [],
    remediation: suggest.length > 0 ? `Did you mean: ${suggest.join(', ')}?` : undefined,
    verdict: ignored ? { state: 'accepted', reason: 'ignored', source: 'redocly-ignore' } : undefined,
    raw: element.text,
  })
}
