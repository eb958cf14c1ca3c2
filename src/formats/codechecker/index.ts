import { z } from 'zod'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const REPORTS = '/reports/*'

export const codechecker = {
  id: 'codechecker',
  name: 'CodeChecker',
  link: 'https://codechecker.readthedocs.io/en/latest/analyzer/user_guide/#export-report-into-different-formats',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'CodeChecker parse --export json --output codechecker.json ./reports',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ version: z.number(), reports: z.array(z.unknown()) })
const first = z.object({ checker_name: z.string(), file: z.object({ path: z.string() }) })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success) return 0
  if (frame.data.reports.length > 0) return fits(first, frame.data.reports[0]) ? 1 : 0
  return Object.keys(Object(outline)).length === 2 ? 0.7 : 0
}

const fileSchema = z.object({ original_path: text, path: text, id: text })
const eventSchema = z.object({
  file: part(fileSchema),
  line: position,
  column: position,
  message: text,
  range: part(z.object({ end_line: position, end_col: position })),
})
const reportSchema = z.object({
  file: fileSchema,
  line: position,
  column: position,
  message: text,
  checker_name: needed,
  severity: text,
  report_hash: label,
  analyzer_name: text,
  category: text,
  type: text,
  review_status: text,
  source_code_comments: listOf(z.object({ message: text, checkers: texts })),
  bug_path_events: listOf(eventSchema),
  notes: listOf(eventSchema),
  annotations: part(z.record(z.string(), label)),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: "CodeChecker's JSON", omit: [REPORTS], schema: frameSchema })
  yield { type: 'header', tool: 'CodeChecker' }
  const elements = eachElement(input, context, [REPORTS])
  yield* shapedItems(elements, reportSchema, (report, { text: raw }) => observationOf(report, raw))
}

function observationOf(report: z.output<typeof reportSchema>, raw: string): Observation {
  const { checker_name: rule, message, severity, report_hash: hash } = report
  const path = pathOf(report.file)
  const place = report.bug_path_events.at(-1)
  return observe({
    kind: 'code',
    rule,
    title: message ?? rule,
    severity: /^style$/i.test(severity ?? '') ? 'info' : severityOfWord(severity),
    toolSeverity: severity,
    location: path
      ? {
          path,
          line: report.line,
          column: report.column,
          ...(place && place.line === report.line && endOf(place)),
        }
      : undefined,
    // A path of one step is the place itself.
    flow: report.bug_path_events.length > 1 ? report.bug_path_events.flatMap(stepOf) : [],
    related: report.notes.flatMap(stepOf),
    fingerprints: hash === undefined ? undefined : { report_hash: hash },
    verdict: verdictOf(report.review_status, report.source_code_comments[0]?.message),
    tool: report.analyzer_name,
    tags: [report.category, report.type].filter((tag) => tag !== undefined),
    raw,
  })
}

const pathOf = (file: z.output<typeof fileSchema> | undefined): string =>
  relativePath(file?.path ?? file?.original_path ?? file?.id ?? '')

type Event = z.output<typeof eventSchema>

const endOf = ({ range }: Event) => ({ endLine: range?.end_line, endColumn: range?.end_col })

function stepOf(event: Event): CodeLocation[] {
  const path = pathOf(event.file)
  const { line, column, message } = event
  return path ? [{ path, line, column, ...endOf(event), message } as CodeLocation] : []
}

/** What people said of it, in the source or on the server. */
const VERDICTS: Record<string, ProducerVerdict['state']> = {
  false_positive: 'false_positive',
  suppress: 'accepted',
  intentional: 'accepted',
}

function verdictOf(status = '', reason: string | undefined): ProducerVerdict | undefined {
  const state = Object.hasOwn(VERDICTS, status) ? VERDICTS[status] : undefined
  return state && { state, source: 'codechecker-review', ...(reason && { reason }) }
}
