import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { needed, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const biome = {
  id: 'biome',
  name: 'Biome',
  link: 'https://biomejs.dev/reference/reporters/',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'biome lint --reporter=json . > biome.json',
  detect,
  read,
} satisfies Format

const DIAGNOSTICS = '/diagnostics/*'

const mark = z.object({
  summary: z.object({ errors: z.number(), warnings: z.number() }),
  diagnostics: z.array(z.unknown()),
  command: z.string(),
})

function detect({ outline }: Sample): number {
  return fits(mark, outline) ? 1 : 0
}

const point = part(z.object({ line: position, column: position }))

/** Before version 2.4 in an object of its own. */
const path = z.union([z.object({ file: text }).transform(({ file }) => file), text])

const diagnosticSchema = z.object({
  category: needed,
  severity: text,
  message: text,
  description: text,
  location: part(
    z.object({ path, start: point, end: point, span: part(z.tuple([number, number])), sourceCode: text }),
  ),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "Biome's JSON",
    omit: [DIAGNOSTICS],
    schema: z.object({ diagnostics: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'Biome' }
  yield* shapedItems(eachElement(input, context, [DIAGNOSTICS]), diagnosticSchema, observationOf)
}

/** The category is the rule with its group: `lint/security/noGlobalEval`. */
function observationOf(found: z.output<typeof diagnosticSchema>, element: Element): Observation {
  const { category, severity, location } = found
  return observe({
    kind: 'code',
    rule: category,
    title: found.message ?? found.description ?? category,
    severity: severityOfWord(severity === 'fatal' ? 'error' : severity),
    toolSeverity: severity,
    location: location && placeOf(location),
    raw: element.text,
  })
}

type Place = NonNullable<z.output<typeof diagnosticSchema>['location']>

function placeOf({ path, start, end, span, sourceCode }: Place): CodeLocation | undefined {
  if (path === undefined) return undefined
  const file = relativePath(path)
  const [from, to] = span ?? []
  if (from !== undefined && to !== undefined && sourceCode !== undefined)
    return { path: file, ...spanIn(sourceCode, from, to) }
  return { path: file, line: start?.line, column: start?.column, endLine: end?.line, endColumn: end?.column }
}

/** Before version 2.4 a place was the file's whole text and a range of its bytes. */
function spanIn(source: string, from: number, to: number): Omit<CodeLocation, 'path'> {
  const bytes = Buffer.from(source)
  const before = bytes.subarray(0, from).toString().split('\n')
  const until = bytes.subarray(0, to).toString().split('\n')
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    endLine: until.length,
    endColumn: (until.at(-1)?.length ?? 0) + 1,
    snippet: bytes.subarray(from, to).toString() || undefined,
  }
}
