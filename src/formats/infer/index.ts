import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, listOf, needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const BUGS = '/*'

export const infer = {
  id: 'infer',
  name: 'Infer',
  link: 'https://fbinfer.com/docs/man-infer-run',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'infer run -- make && cp infer-out/report.json infer.json',
  detect,
  read,
} satisfies Format

const first = z.object({ bug_type: z.string(), qualifier: z.string(), file: z.string(), line: z.number() })

const marks = z.tuple([first], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const stepSchema = z.object({
  filename: needed,
  line_number: position,
  column_number: position,
  description: text,
})
const bugSchema = z.object({
  bug_type: needed,
  bug_type_hum: text,
  qualifier: text,
  suggestion: text,
  severity: text,
  category: text,
  file: needed,
  line: position,
  column: position,
  procedure: text,
  bug_trace: listOf(stepSchema),
  hash: label,
  key: label,
  node_key: label,
  censored_reason: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const schema = z.array(z.unknown())
  await jsonFrame(input, context, { name: "Infer's report", omit: [BUGS], schema })
  yield { type: 'header', tool: 'Infer' }
  const elements = eachElement(input, context, [BUGS])
  yield* shapedItems(elements, bugSchema, (bug, { text: raw }) => observationOf(bug, raw))
}

function observationOf(bug: z.output<typeof bugSchema>, raw: string): Observation {
  const { bug_type: rule, severity, hash, censored_reason: censored } = bug
  return observe({
    kind: 'code',
    rule,
    title: bug.bug_type_hum ?? rule,
    description: bug.qualifier,
    severity: /^like$/i.test(severity ?? '')
      ? 'info'
      : severityOfWord(severity?.replace(/^advice$/i, 'info')),
    toolSeverity: severity,
    location: {
      path: relativePath(bug.file),
      line: bug.line,
      column: bug.column,
      symbol: bug.procedure,
    },
    flow: bug.bug_trace.map((step) => ({
      path: relativePath(step.filename),
      line: step.line_number,
      column: step.column_number,
      message: step.description,
    })),
    remediation: bug.suggestion,
    // The hash is made from the code's structure and stays when lines move.
    fingerprints: hash === undefined ? undefined : { hash },
    verdict: censored ? { state: 'accepted', reason: censored, source: 'infer-censored' } : undefined,
    tags: bug.category ? [bug.category] : [],
    raw,
  })
}
