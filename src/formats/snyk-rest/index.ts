import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, part, shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { issueSchema, observationsOf } from './issue.ts'

const ISSUES = '/data/*'

export const snykRest = {
  id: 'snyk-rest',
  name: 'Snyk REST issues',
  link: 'https://docs.snyk.io/snyk-api/reference/issues',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware', 'license', 'code', 'config', 'cloud'],
  howTo:
    'curl -H "Authorization: token …" https://api.snyk.io/rest/orgs/ORG/issues?version=2024-10-15 > issues.json',
  detect,
  read,
} satisfies Format

const jsonapi = z.object({ version: z.string() })
const report = z.object({
  jsonapi,
  data: z.tuple(
    [z.object({ type: z.literal('issue'), attributes: z.object({ effective_severity_level: z.string() }) })],
    z.unknown(),
  ),
})
/** Any API of this style answers so. */
const emptyReport = z.strictObject({ jsonapi, data: z.tuple([]), links: anything, meta: anything })

function detect({ outline }: Sample): number {
  if (fits(report, outline)) return 1
  return fits(emptyReport, outline) ? 0.55 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { links } = await jsonFrame(input, context, {
    name: "Snyk's list of issues",
    omit: [ISSUES],
    schema: z.object({ jsonapi, data: z.array(z.unknown()), links: part(z.object({ next: anything })) }),
  })
  let begun = false
  let last: string | undefined
  for await (const element of eachElement(input, context, [ISSUES])) {
    const issue = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (issue.type === 'problem' || element.type === 'problem') {
      if (issue.type === 'problem') yield issue
      continue
    }
    const project = issue.value.relationships?.scan_item?.data?.id
    if (!begun || project !== last)
      yield withoutGaps({ type: 'header' as const, tool: 'Snyk', target: project })
    begun = true
    last = project
    yield* observationsOf(issue.value, element)
  }
  if (!begun) yield { type: 'header', tool: 'Snyk' }
  if (links?.next) yield loss('/links/next', 'the list goes on in another page, which is not in this file')
}
