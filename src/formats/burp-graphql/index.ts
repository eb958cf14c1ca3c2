import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { issueSchema, observationOf } from './observation.ts'

/** As the API answers, and as scripts collect its answers. */
const ISSUES = ['/Issues/*', '/issues/*', '/data/scan/issues/*', '/scan/issues/*']

export const burpGraphql = {
  id: 'burp-graphql',
  name: 'Burp Suite DAST GraphQL API',
  link: 'https://portswigger.net/burp/extensibility/dast/graphql-api/issue.html',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'Ask the GraphQL API of Burp Suite DAST for the issues of a scan and save its answer.',
  detect,
  read,
} satisfies Format

const issue = z.union([
  z.object({ issue_type: z.object({}).nullable(), severity: z.string() }),
  z.object({ issue_type: z.object({}), origin: z.string() }),
])
const issues = z.tuple([issue], z.unknown())
const none = z.tuple([])

const listIn = (outline: unknown): unknown => {
  const {
    Issues,
    issues: plain,
    data,
    scan,
  } = (outline ?? {}) as Record<string, { [key: string]: unknown } | undefined>
  const scanned = (data?.scan ?? scan) as { issues?: unknown } | undefined
  return Issues ?? scanned?.issues ?? plain
}

function detect({ outline }: Sample): number {
  if (typeof outline !== 'object' || outline === null || Array.isArray(outline)) return 0
  if (fits(issues, listIn(outline))) return 1
  const alone = 'Issues' in outline && Object.keys(outline).length === 1
  return alone && fits(none, outline.Issues) ? 0.6 : 0
}

const list = z.array(z.unknown())
const holder = z.object({ issues: list })
const frameSchema = z.union([
  z.object({ Issues: list }),
  z.object({ data: z.object({ scan: holder }) }),
  z.object({ scan: holder }),
  holder,
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'issues of Burp’s GraphQL API', omit: ISSUES, schema: frameSchema })
  yield { type: 'header', tool: 'Burp Suite DAST' }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, ISSUES)) {
    const result = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    yield* newSite(result.value.origin, sites)
    yield observationOf(result.value, element.text)
  }
}
