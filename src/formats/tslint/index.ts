import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { isPosition } from '../values/fields.ts'
import { needed, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const tslint = {
  id: 'tslint',
  name: 'TSLint',
  link: 'https://palantir.github.io/tslint/formatters/json/',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'tslint --project . --format json --out tslint.json',
  detect,
  read,
} satisfies Format

const failure = z.object({ failure: z.string(), ruleName: z.string(), startPosition: z.object({}) })
const outline = z.tuple([failure], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const place = part(z.object({ line: number, character: number }))

const failureSchema = z.object({
  ruleName: needed,
  failure: text,
  name: text,
  ruleSeverity: text,
  startPosition: place,
  endPosition: place,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'TSLint JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'TSLint' }
  yield* shapedItems(eachElement(input, context, ['/*']), failureSchema, (value, { text }) =>
    observationOf(value, text),
  )
}

/** Lines and characters count from 0. */
const fromOne = (offset: number | undefined): number | undefined =>
  offset !== undefined && isPosition(offset + 1) ? offset + 1 : undefined

function observationOf(one: z.output<typeof failureSchema>, raw: string): Observation {
  const path = relativePath(one.name ?? '')
  return observe({
    kind: 'code',
    rule: one.ruleName,
    title: one.failure ?? one.ruleName,
    description: one.failure,
    severity: severityOfWord(one.ruleSeverity),
    toolSeverity: one.ruleSeverity,
    location:
      path === ''
        ? undefined
        : {
            path,
            line: fromOne(one.startPosition?.line),
            endLine: fromOne(one.endPosition?.line),
            column: fromOne(one.startPosition?.character),
            endColumn: fromOne(one.endPosition?.character),
          },
    raw,
  })
}
