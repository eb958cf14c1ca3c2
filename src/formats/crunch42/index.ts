import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { flag, label, number, part, shaped, text, texts } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { entrySchema, type Issue, observationOf } from './observation.ts'

const ENTRIES = '/report/*/issues/*/issues/*'

export const crunch42 = {
  id: 'crunch42',
  name: '42Crunch API Security Audit',
  link: 'https://docs.42crunch.com/latest/content/concepts/api_contract_security_audit.htm',
  extensions: ['.json'],
  kinds: ['api'],
  howTo: '42c-ast audit run openapi.json --output report.json',
  detect,
  read,
} satisfies Format

const outline = z.object({
  report: z.object({ assessmentVersion: z.string(), openapiState: z.string() }),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const issueSchema = z.object({ description: text, criticality: number, tooManyError: flag })
const sectionSchema = z.object({ issues: part(z.record(z.string(), part(issueSchema))) })

const frameSchema = z.object({
  start: label,
  end: label,
  report: z
    .object({
      assessmentVersion: z.string(),
      index: texts,
      summary: part(z.object({ apiName: text })),
    })
    .catchall(z.unknown()),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { report, start, end } = await jsonFrame(input, context, {
    name: 'a 42Crunch audit report',
    omit: [ENTRIES],
    schema: frameSchema,
  })
  const producedAt = isoTime(end) ?? isoTime(start)
  yield {
    type: 'header',
    tool: '42Crunch API Security Audit',
    toolVersion: report.assessmentVersion,
    ...(report.summary?.apiName && { target: report.summary.apiName }),
    ...(producedAt && { producedAt }),
  }
  for await (const element of eachElement(input, context, [ENTRIES])) {
    const entry = element.type === 'problem' ? element : shaped(entrySchema, element)
    if (entry.type === 'problem' || element.type === 'problem') {
      if (entry.type === 'problem') yield entry
      continue
    }
    const [, , section = '', , id = ''] = element.where.split('/')
    yield observationOf(entry.value, issueIn(report, section, id), report.index, element.text)
  }
  yield* cutShort(report)
}

function issueIn(report: Record<string, unknown>, section: string, id: string): Issue {
  const issues = Object.hasOwn(report, section) ? readBy(sectionSchema, report[section])?.issues : undefined
  const issue = issues && Object.hasOwn(issues, id) ? issues[id] : undefined
  return { section, id, description: issue?.description, criticality: issue?.criticality }
}

/** The audit lists only so many entries of one issue. */
function* cutShort(report: Record<string, unknown>): Generator<Item> {
  for (const section of Object.keys(report))
    for (const [id, issue] of Object.entries(readBy(sectionSchema, report[section])?.issues ?? {}))
      if (issue?.tooManyError)
        yield loss(`/report/${section}/issues/${id}`, 'the audit found more of this than it lists')
}
