import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { listOf, position, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const psalm = {
  id: 'psalm',
  name: 'Psalm',
  link: 'https://psalm.dev/docs/running_psalm/command_line_usage/',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'psalm --taint-analysis --report=psalm.json',
  detect,
  read,
} satisfies Format

const marks = z.tuple(
  [z.object({ type: z.string(), line_from: z.number(), file_name: z.string(), selected_text: z.string() })],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Psalm JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Psalm' }
  yield* shapedItems(eachElement(input, context, ['/*']), issueSchema, observationOf)
}

/** A place, of the issue itself or of a step of its taint. */
const place = {
  file_name: text,
  file_path: text,
  line_from: position,
  line_to: position,
  column_from: position,
  column_to: position,
  snippet: text,
  label: text,
}

const issueSchema = z
  .object({
    ...place,
    severity: text,
    type: z.string().trim().min(1),
    message: text,
    link: text,
    taint_trace: listOf(z.object(place)),
    other_references: listOf(z.object(place)),
  })
  .refine(({ file_name, file_path }) => file_name ?? file_path, { path: ['file_name'] })

function observationOf(issue: z.output<typeof issueSchema>, { text }: Element): Observation {
  return observe({
    kind: 'code',
    rule: issue.type,
    title: issue.message ?? issue.type,
    description: issue.message,
    severity: severityOfWord(issue.severity),
    toolSeverity: issue.severity,
    location: placeOf(issue)[0],
    flow: issue.taint_trace.flatMap(placeOf),
    related: issue.other_references.flatMap(placeOf),
    references: issue.link ? [issue.link] : [],
    raw: text,
  })
}

type Place = { [Key in keyof typeof place]?: z.output<(typeof place)[Key]> }

/** Steps of a taint that lie in PHP itself have no file. */
function placeOf(step: Place): CodeLocation[] {
  const path = relativePath(step.file_name ?? step.file_path ?? '')
  if (path === '') return []
  return [
    withoutGaps({
      path,
      line: step.line_from,
      endLine: step.line_to,
      column: step.column_from,
      endColumn: step.column_to,
      snippet: step.snippet,
      message: step.label,
    }),
  ]
}
