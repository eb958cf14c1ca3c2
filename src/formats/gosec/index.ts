import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { isObject } from '../values/fields.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isPage, jsonInPage } from './html-page.ts'
import { issueSchema, observationOf, secretOf } from './observation.ts'
import { SHAPES } from './other-shapes.ts'

/** Its YAML has the same in small letters. */
const ISSUES = ['/Issues/*', '/issues/*']
/** Most reports have none: the others need not be parsed twice. */
const OF_CREDENTIALS = /"G101"/
const ERRORS = ['/Golang errors/*', '/errors/*']

export const gosec = {
  id: 'gosec',
  name: 'gosec',
  link: 'https://github.com/securego/gosec#output-formats',
  extensions: ['.json', '.yaml', '.csv', '.xml', '.html', '.txt'],
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
const yaml = z.object({ errors: z.object({}), issues: z.array(z.unknown()), gosecversion: z.string() })
const isJson = z.union([withIssues, withoutIssues, yaml])

function detect(sample: Sample): number {
  if (isPage(sample) || SHAPES.some(({ isIn }) => isIn(sample))) return 1
  return fits(isJson, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sample = await sampleOf(input)
  const shape = SHAPES.find(({ isIn }) => isIn(sample))
  if (!shape) yield* readJson(isPage(sample) ? jsonInPage(input, context.limits) : input, context)
  else {
    const hide = secretHider(await secretsIn(shape.eachIssue(input, context), secretsOf))
    yield { type: 'header', tool: 'gosec' }
    for await (const element of shape.eachIssue(input, context))
      yield element.type === 'problem' ? element : itemOf(element, hide)
  }
}

const issues = z.array(z.unknown()).nullable()

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'gosec JSON',
    omit: [...ISSUES, ...ERRORS],
    schema: z.union([
      z.object({ Issues: issues, GosecVersion: text, gosecversion: text }),
      z.object({ issues, GosecVersion: text, gosecversion: text }),
    ]),
  })
  const version = frame.GosecVersion ?? frame.gosecversion
  // What `go install` builds calls itself `dev`.
  yield { type: 'header', tool: 'gosec', ...(version && version !== 'dev' && { toolVersion: version }) }
  const hide = secretHider(await secretsIn(eachIssue(input, context, ISSUES, OF_CREDENTIALS), secretsOf))
  for await (const element of eachIssue(input, context, [...ISSUES, ...ERRORS]))
    if (element.type === 'problem') yield element
    else yield ERRORS.includes(element.pattern) ? unreadFile(element) : itemOf(element, hide)
}

async function* eachIssue(input: Input, context: ReadContext, patterns: string[], only?: RegExp) {
  for await (const element of eachElement(input, context, patterns, { only }))
    yield element.type === 'element' && element.pattern === ISSUES[1] ? fromYaml(element) : element
}

function fromYaml(element: Element): Element {
  if (!isObject(element.value)) return element
  const { ruleid, what, col, ...fields } = element.value
  return { ...element, value: { ...fields, rule_id: ruleid, details: what, column: col } }
}

function itemOf(element: Element, hide: ReturnType<typeof secretHider>): Item {
  const issue = shaped(issueSchema, element)
  return issue.type === 'problem' ? issue : hide(observationOf(issue.value, element))
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
