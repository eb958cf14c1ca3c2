import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { listOf, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const oxlint = {
  id: 'oxlint',
  name: 'Oxlint',
  link: 'https://oxc.rs/docs/guide/usage/linter/output-formats',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'oxlint --format json . > oxlint.json',
  detect,
  read,
} satisfies Format

const DIAGNOSTICS = '/diagnostics/*'

const mark = z.object({
  diagnostics: z.tuple(
    [z.object({ message: z.string(), severity: z.string(), labels: z.array(z.unknown()) })],
    z.unknown(),
  ),
})
const nothing = z.object({
  diagnostics: z.tuple([]),
  number_of_files: z.number(),
  number_of_rules: z.unknown(),
})

function detect({ outline }: Sample): number {
  return fits(mark, outline) || fits(nothing, outline) ? 0.95 : 0
}

const diagnosticSchema = z.object({
  message: needed,
  code: text,
  severity: text,
  url: text,
  help: text,
  filename: text,
  labels: listOf(z.object({ label: text, span: part(z.object({ line: position, column: position })) })),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "Oxlint's JSON",
    omit: [DIAGNOSTICS],
    schema: z.object({ diagnostics: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'Oxlint' }
  yield* shapedItems(eachElement(input, context, [DIAGNOSTICS]), diagnosticSchema, observationOf)
}

/** The first label is the place, further ones explain it. What breaks the parser has no code. */
function observationOf(found: z.output<typeof diagnosticSchema>, element: Element): Observation {
  const { message, code, severity, url, help, filename, labels } = found
  const places = labels.map(
    ({ label, span }): CodeLocation => ({
      path: relativePath(filename ?? ''),
      line: span?.line,
      column: span?.column,
      message: label,
    }),
  )
  const [first, ...related] = filename === undefined ? [] : places
  return observe({
    kind: 'code',
    rule: code ?? 'parse-error',
    title: message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: first ?? (filename ? { path: relativePath(filename) } : undefined),
    related,
    references: url ? [url] : [],
    remediation: help,
    raw: element.text,
  })
}
