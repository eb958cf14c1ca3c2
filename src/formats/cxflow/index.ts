import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { issueSchema, keyOf } from './issue.ts'
import { observationsOf } from './observation.ts'

const ISSUES = '/xissues/*'
const UNFILTERED = '/unFilteredIssues/*'

export const cxflow = {
  id: 'cxflow',
  name: 'Checkmarx CxFlow',
  link: 'https://github.com/checkmarx-ltd/cx-flow/wiki/Bug-Trackers-and-Feedback-Channels',
  extensions: ['.json'],
  kinds: ['code', 'dependency'],
  howTo: 'java -jar cx-flow.jar --scan --cx-project=shop --app=shop --bug-tracker=Json --f=.',
  detect,
  read,
} satisfies Format

const outline = z.union([
  z.object({ xissues: z.array(z.unknown()), unFilteredIssues: z.array(z.unknown()) }),
  z.object({ xissues: z.array(z.unknown()), additionalDetails: z.object({}) }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z.object({
  xissues: z.array(z.unknown()),
  project: text,
  version: text,
  additionalDetails: z.object({ scanStartDate: text }).optional().catch(undefined),
  reportCreationTime: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'CxFlow JSON',
    omit: [ISSUES, UNFILTERED],
    schema: frameSchema,
  })
  const producedAt = isoTime(frame.additionalDetails?.scanStartDate) ?? isoTime(frame.reportCreationTime)
  yield {
    type: 'header',
    tool: 'Checkmarx SAST',
    ...(frame.version && { toolVersion: frame.version }),
    ...(frame.project && { target: frame.project }),
    ...(producedAt && { producedAt }),
  }
  // The second list has everything that the filters left of the scan in the first one too.
  const shown = new Set<string>()
  for await (const element of eachElement(input, context, [ISSUES])) yield* itemsOf(element, shown)
  for await (const element of eachElement(input, context, [UNFILTERED]))
    if (element.type === 'element') yield* filteredItems(element, shown)
}

function* itemsOf(element: Element | Item, shown: Set<string>): Generator<Item> {
  if (element.type !== 'element') {
    yield element
    return
  }
  const issue = shaped(issueSchema, element)
  if (issue.type === 'problem') yield issue
  else {
    shown.add(keyOf(issue.value))
    yield* observationsOf(issue.value, element, false)
  }
}

function* filteredItems(element: Element, shown: Set<string>): Generator<Item> {
  const issue = shaped(issueSchema, element)
  if (issue.type === 'problem') yield issue
  else if (!shown.has(keyOf(issue.value))) yield* observationsOf(issue.value, element, true)
}
