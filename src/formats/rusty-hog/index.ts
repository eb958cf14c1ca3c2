import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { commitTags } from '../values/commit-tags.ts'
import { label, needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const FINDINGS = '/*'

export const rustyHog = {
  id: 'rusty-hog',
  name: 'Rusty Hog',
  link: 'https://github.com/newrelic/rusty-hog#readme',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'choctaw_hog --outputfile rusty-hog.json .',
  detect,
  read,
} satisfies Format

/** What each of the hogs has beside the strings it found: a line of a file or commit, a page, a ticket, a document, a bucket's object. */
const found = z.object({ stringsFound: z.array(z.string()), reason: z.string() })
const MARKS = ['linenum', 'new_line_num', 'page_id', 'issue_id', 'g_drive_id', 'key']

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : undefined
  return fits(found, first) && MARKS.some((mark) => Object.hasOwn(first, mark)) ? 1 : 0
}

const findingSchema = z.object({
  stringsFound: z.array(z.string()).min(1),
  reason: needed,
  path: text,
  linenum: position,
  new_line_num: position,
  old_line_num: position,
  diff: text,
  commitHash: text,
  date: text,
  url: text,
  page_id: label,
  issue_id: label,
  location: text,
  key: text,
  bucket: text,
  g_drive_id: text,
  web_link: text,
})

type Finding = z.output<typeof findingSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const schema = z.array(z.unknown())
  await jsonFrame(input, context, { name: 'a report of Rusty Hog', omit: [FINDINGS], schema })
  yield { type: 'header', tool: 'Rusty Hog' }
  for await (const element of eachElement(input, context, [FINDINGS])) {
    if (element.type === 'problem') yield element
    else yield* findingItems(element)
  }
}

/** One observation a string. What the finding prints around it may hold the others. */
function* findingItems(element: Element): Generator<Item> {
  const finding = shaped(findingSchema, element)
  if (finding.type === 'problem') {
    yield finding
    return
  }
  const secrets = new Set(finding.value.stringsFound.filter((one) => one.trim() !== ''))
  const hide = secretHider(secrets)
  for (const secret of secrets) yield hide(observationOf(finding.value, secret))
}

function observationOf(finding: Finding, secret: string): Observation {
  const { reason, path, url = finding.web_link, issue_id, page_id, location } = finding
  const line = finding.linenum ?? finding.new_line_num ?? finding.old_line_num
  const object = [finding.bucket, finding.key].filter(Boolean).join('/')
  return observe({
    kind: 'secret',
    rule: reason,
    title: reason,
    description: location && `Found in ${location}`,
    severity: 'unknown',
    location: path ? { path: relativePath(path), line, snippet: finding.diff } : undefined,
    endpoint: url ? { url } : undefined,
    resource: resourceOf(issue_id ?? page_id ?? finding.g_drive_id ?? object, url),
    secret,
    references: url ? [url] : [],
    tags: commitTags({ commit: finding.commitHash, date: finding.date }),
    raw: JSON.stringify({ ...finding, stringsFound: [secret] }),
  })
}

const resourceOf = (address: string, url: string | undefined): Observation['resource'] =>
  address || url ? { address: address || (url as string) } : undefined
