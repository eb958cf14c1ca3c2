import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { shaped, text } from '../values/lenient.ts'
import { issueSchema, observationOf, secretOf } from './observation.ts'

const ISSUES = '/Issues/*'
/** Most reports have none: the others need not be parsed twice. */
const OF_CREDENTIALS = /"G101"/
const ERRORS = '/Golang errors/*'

export const gosec = {
  id: 'gosec',
  name: 'gosec',
  link: 'https://github.com/securego/gosec#output-formats',
  extensions: ['.json'],
  kinds: ['code', 'secret'],
  howTo: 'gosec -fmt json -out gosec.json ./...',
  detect,
  read,
} satisfies Format

const withIssues = z.object({ Issues: z.tuple([z.object({ rule_id: z.string() })], z.unknown()) })
const withoutIssues = z.object({
  Issues: z.tuple([]).nullable(),
  Stats: z.object({ nosec: z.number() }),
})

function detect({ outline }: Sample): number {
  return withIssues.safeParse(outline).success || withoutIssues.safeParse(outline).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { GosecVersion: version } = await jsonFrame(input, context, {
    name: 'gosec JSON',
    omit: [ISSUES, ERRORS],
    schema: z.object({ Issues: z.array(z.unknown()).nullable(), GosecVersion: text }),
  })
  // What `go install` builds calls itself `dev`.
  yield { type: 'header', tool: 'gosec', ...(version && version !== 'dev' && { toolVersion: version }) }
  const hide = secretHider(await secretsIn(eachElement(input, context, [ISSUES], OF_CREDENTIALS), secretsOf))
  for await (const element of eachElement(input, context, [ISSUES, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield unreadFile(element)
    else {
      const issue = shaped(issueSchema, element)
      yield issue.type === 'problem' ? issue : hide(observationOf(issue.value, element))
    }
  }
}

/** Every issue prints the lines around it, which may hold another one's credentials. */
function secretsOf({ value }: Element): (string | undefined)[] {
  const issue = issueSchema.safeParse(value)
  return issue.success ? [secretOf(issue.data)] : []
}

/** The errors of one file, under its path. */
function unreadFile({ where, value }: Element): Problem {
  const times = Array.isArray(value) && value.length > 1 ? ` (${value.length} errors)` : ''
  return problem(where, `gosec could not parse ${keyAt(where)}${times}: it may hold more`)
}
