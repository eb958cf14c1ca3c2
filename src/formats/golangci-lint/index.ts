import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, listOf, part, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { issueSchema, observationOf, secretOf } from './issue.ts'

const ISSUES = '/Issues/*'

export const golangciLint = {
  id: 'golangci-lint',
  name: 'golangci-lint',
  link: 'https://golangci-lint.run/docs/configuration/file/#output-configuration',
  extensions: ['.json'],
  kinds: ['code', 'secret'],
  howTo: 'golangci-lint run --output.json.path golangci-lint.json',
  detect,
  read,
} satisfies Format

const withIssues = z.object({ Issues: z.tuple([z.object({ FromLinter: z.string() })], z.unknown()) })
const withoutIssues = z.object({
  Issues: z.tuple([]).nullable(),
  Report: z.object({ Linters: z.array(z.unknown()) }),
})

function detect({ outline }: Sample): number {
  return fits(withIssues, outline) || fits(withoutIssues, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { Report: report } = await jsonFrame(input, context, {
    name: 'golangci-lint JSON',
    omit: [ISSUES, '/Report/Linters'],
    schema: z.object({
      Issues: z.array(z.unknown()).nullable(),
      Report: part(z.object({ Error: text, Warnings: listOf(anything) })),
    }),
  })
  yield { type: 'header', tool: 'golangci-lint' }
  if (report?.Error)
    yield loss('/Report/Error', 'golangci-lint reports an error: it may not have looked at all')
  for (const index of report?.Warnings.keys() ?? [])
    yield problem(`/Report/Warnings/${index}`, 'golangci-lint reports a warning about its run')
  const hide = secretHider(await secretsIn(eachElement(input, context, [ISSUES]), secretsOf))
  for await (const element of eachElement(input, context, [ISSUES])) {
    const issue = element.type === 'problem' ? element : shaped(issueSchema, element)
    yield issue.type === 'problem' ? issue : hide(observationOf(issue.value, element as Element))
  }
}

/** Issues print the lines of their place, on which another one's credentials may stand. */
function secretsOf({ value }: Element): (string | undefined)[] {
  const issue = issueSchema.safeParse(value)
  return issue.success ? [secretOf(issue.data)] : []
}
