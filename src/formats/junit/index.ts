import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { isoTime } from '../values/time.ts'
import { caseItems } from './test-case.ts'

export const junit = {
  id: 'junit',
  name: 'JUnit XML',
  link: 'https://github.com/testmoapp/junitxml',
  extensions: ['.xml'],
  kinds: ['config', 'dependency', 'code', 'secret'],
  howTo: 'any check that writes its results as JUnit XML',
  detect,
  read,
} satisfies Format

const ROOTS = ['testsuites', 'testsuite']

/** Unit tests write the same, and so do many tools beside their own format: whatever knows more goes first. */
function detect({ root, head }: Sample): number {
  return root && ROOTS.includes(root.name) && /<testsuites?\b/.test(head) ? 0.6 : 0
}

/** Suites nest; nobody nests them deeper. */
const DEEPEST = 6
const SUITES = Array.from({ length: DEEPEST }, (_, depth) => '/testsuite'.repeat(depth))
const CASES = [
  ...SUITES.map((suites) => `/testsuites${suites}/testcase`),
  ...SUITES.slice(1).map((suites) => `${suites}/testcase`),
]
const STARTS = [
  ...SUITES.slice(1).map((suites) => `/testsuites${suites}/@`),
  ...SUITES.slice(1).map((suites) => `${suites}/@`),
]

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'JUnit XML', roots: ROOTS })
  let suite = attributes
  let header: ReportHeader | undefined
  for await (const slice of eachNode(input, context, [...CASES, ...STARTS])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path.endsWith('/@')) {
      suite = slice.node.attributes
      header ??= yield* opened({ ...attributes, timestamp: attributes.timestamp ?? suite.timestamp ?? '' })
    } else {
      header ??= yield* opened(attributes)
      yield* caseItems(slice, suite, header.producedAt)
    }
  }
  if (!header) yield* opened(attributes)
}

/** The suite's name says what was run; it is the scope of the report. */
function* opened({ name, timestamp }: Record<string, string>): Generator<ReportHeader, ReportHeader> {
  const producedAt = isoTime(timestamp)
  const header: ReportHeader = {
    type: 'header',
    tool: 'JUnit',
    ...(name?.trim() && { target: name.trim() }),
    ...(producedAt && { producedAt }),
  }
  yield header
  return header
}
