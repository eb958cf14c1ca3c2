import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { commitTags } from '../values/commit-tags.ts'
import { asObject, asText, positionIn } from '../values/fields.ts'
import { anything, label, needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const ISSUES = '/*'

export const trufflehog3 = {
  id: 'trufflehog3',
  name: 'truffleHog3',
  link: 'https://github.com/feeltheajf/trufflehog3#readme',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'trufflehog3 --format JSON --output trufflehog3.json .',
  detect,
  read,
} satisfies Format

const rule = z.object({ id: z.string(), message: z.string(), severity: z.string() })
const first = z.object({ rule, path: z.string(), line: z.unknown(), secret: z.string() })

const marks = z.tuple([first], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const issueSchema = z.object({
  rule: z.object({ id: needed, message: text, severity: text }),
  path: needed,
  line: label,
  secret: text,
  context: anything,
  id: text,
  branch: text,
  author: text,
  commit: text,
  date: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'a truffleHog3 report',
    omit: [ISSUES],
    schema: z.array(z.unknown()),
  })
  yield { type: 'header', tool: 'truffleHog3' }
  const hide = secretHider(
    await secretsIn(eachElement(input, context, [ISSUES]), (element) => {
      const issue = shaped(issueSchema, element)
      return issue.type === 'problem' ? [] : [issue.value.secret]
    }),
  )
  const elements = eachElement(input, context, [ISSUES])
  yield* shapedItems(elements, issueSchema, (issue, { text: raw }) => hide(observationOf(issue, raw)))
}

function observationOf(issue: z.output<typeof issueSchema>, raw: string): Observation {
  const { rule, branch, secret } = issue
  return observe({
    kind: 'secret',
    rule: rule.id,
    title: rule.message ?? rule.id,
    severity: severityOfWord(rule.severity),
    toolSeverity: rule.severity,
    location: {
      path: relativePath(issue.path),
      line: positionIn(issue.line),
      snippet: asText(asObject(issue.context)?.[issue.line ?? '']),
    },
    secret,
    fingerprints: issue.id === undefined ? undefined : { id: issue.id },
    tags: [...commitTags(issue), ...(branch ? [`branch:${branch}`] : [])],
    raw,
  })
}
