import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { packageItems, treeItems } from './package.ts'
import { survey } from './survey.ts'
import { violationItems } from './violation.ts'
import { vulnerabilityItems } from './vulnerability.ts'

const LISTS = {
  packages: '/packages/*',
  trees: '/dependency_trees/*',
  issues: '/issues/*',
  violations: '/rule_violations/*',
  vulnerabilities: '/vulnerabilities/*',
}
const UNREAD = [
  '/paths/*',
  '/scan_results/*',
  '/copyrights/*',
  '/statistics',
  '/labels',
  '/repository_configuration',
]

export const ort = {
  id: 'ort',
  name: 'OSS Review Toolkit',
  link: 'https://oss-review-toolkit.org/ort/docs/tools/reporter',
  extensions: ['.json'],
  kinds: ['license', 'dependency', 'container', 'malware'],
  howTo: 'ort report --report-formats EvaluatedModel --ort-file evaluation-result.yml --output-dir .',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown())
const model = z.object({ path_excludes: list, scope_excludes: list, copyrights: list, licenses: list })

function detect({ outline }: Sample): number {
  return fits(model, outline) ? 1 : 0
}

const vcs = part(z.object({ url: text, revision: text, path: text }))

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { repository } = await jsonFrame(input, context, {
    name: "ORT's evaluated model",
    omit: [...Object.values(LISTS), ...UNREAD],
    schema: z.object({
      packages: list,
      rule_violations: list,
      repository: part(z.object({ vcs_processed: vcs, vcs })),
    }),
  })
  const place = repository?.vcs_processed ?? repository?.vcs
  yield withoutGaps({
    type: 'header' as const,
    tool: 'ORT',
    target: place?.url && [place.url, place.path].filter(Boolean).join('#'),
    revision: place?.revision,
  })
  const known = await survey(input, context)
  for await (const element of eachElement(input, context, Object.values(LISTS))) {
    if (element.type === 'problem') yield element
    else if (element.pattern === LISTS.packages) yield* packageItems(element, known)
    else if (element.pattern === LISTS.trees) yield* treeItems(element)
    else if (element.pattern === LISTS.issues) yield issueOf(element)
    else if (element.pattern === LISTS.violations) yield* violationItems(element, known)
    else yield* vulnerabilityItems(element, known)
  }
}

const issueSchema = z.object({ source: text, type: text, severity: text })

/** What went wrong while ORT looked: something may be missing because of it. */
function issueOf(element: Element): Item {
  const issue = shaped(issueSchema, element)
  if (issue.type === 'problem') return issue
  const { source, type, severity } = issue.value
  const who = [type?.toLowerCase(), source].filter(Boolean).join(' ')
  return problem(
    element.where,
    `ORT reports an issue (${[who, severity].filter(Boolean).join(', ')}): see the report`,
  )
}
