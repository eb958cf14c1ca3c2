import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { listOf, needed, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const tflint = {
  id: 'tflint',
  name: 'TFLint',
  link: 'https://github.com/terraform-linters/tflint#readme',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'tflint --recursive --format json > tflint.json',
  detect,
  read,
} satisfies Format

const ISSUES = '/issues/*'
const ERRORS = '/errors/*'

const withIssues = z.object({
  issues: z.tuple(
    [z.object({ rule: z.object({ name: z.string() }), range: z.object({ filename: z.string() }) })],
    z.unknown(),
  ),
  errors: z.array(z.unknown()),
})
const nothing = z.strictObject({ issues: z.tuple([]), errors: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  if (fits(withIssues, outline)) return 1
  return fits(nothing, outline) ? 0.7 : 0
}

const place = z.object({ line: position, column: position })
const range = z.object({ filename: needed, start: part(place), end: part(place) })

const issueSchema = z.object({
  rule: z.object({ name: needed, severity: text, link: text }),
  message: text,
  range,
  callers: listOf(range),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "TFLint's JSON",
    omit: [ISSUES, ERRORS],
    schema: z.object({ issues: z.array(z.unknown()), errors: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'TFLint' }
  for await (const element of eachElement(input, context, [ISSUES, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS)
      yield loss(element.where, 'TFLint reports an error: what it did not look at may hold more')
    else {
      const issue = shaped(issueSchema, element)
      yield issue.type === 'problem' ? issue : observationOf(issue.value, element)
    }
  }
}

const placeOf = ({ filename, start, end }: z.output<typeof range>) => ({
  path: relativePath(filename),
  line: start?.line,
  column: start?.column,
  endLine: end?.line,
  endColumn: end?.column,
})

function observationOf(
  { rule, message, range, callers }: z.output<typeof issueSchema>,
  element: Element,
): Observation {
  return observe({
    kind: 'config',
    rule: rule.name,
    title: message ?? rule.name,
    severity: severityOfWord(rule.severity),
    toolSeverity: rule.severity,
    location: placeOf(range),
    related: callers.map((caller) => ({ ...placeOf(caller), message: 'module call' })),
    references: rule.link ? [rule.link] : [],
    raw: element.text,
  })
}
