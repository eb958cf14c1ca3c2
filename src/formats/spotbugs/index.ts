import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { childrenOf, eachNode, type Node } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { positionIn } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { type Bugs, observationOf } from './observation.ts'

const PATTERN = '/BugCollection/BugPattern'
const PROJECT = '/BugCollection/Project/@'
const BUG = '/BugCollection/BugInstance'
const ERRORS = '/BugCollection/Errors'

export const spotbugs = {
  id: 'spotbugs',
  name: 'SpotBugs',
  link: 'https://spotbugs.readthedocs.io/en/stable/',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'spotbugs -textui -xml:withMessages -output spotbugs.xml shop.jar',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'BugCollection' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'SpotBugs XML', roots: ['BugCollection'] })
  const bugs = await aboutBugs(input, context)
  const producedAt = isoTime(attributes.timestamp) ?? isoTime(attributes.analysisTimestamp)
  yield {
    type: 'header',
    tool: 'SpotBugs',
    ...(attributes.version && { toolVersion: attributes.version }),
    ...(bugs.project && { target: bugs.project }),
    ...(producedAt && { producedAt }),
  }
  for await (const slice of eachNode(input, context, [BUG, ERRORS])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ERRORS) yield* analysisProblems(slice.node, slice.where)
    else
      yield slice.node.attributes.type
        ? observationOf(slice.node, bugs)
        : loss(slice.where, 'this bug has no type and is left out')
  }
}

/** What is said once of every sort of bug stands behind the bugs themselves. */
async function aboutBugs(input: Input, context: ReadContext): Promise<Bugs> {
  const bugs: Bugs = { patterns: new Map(), project: undefined }
  for await (const slice of eachNode(input, context, [PATTERN, PROJECT])) {
    if (slice.type === 'problem') continue
    if (slice.path === PROJECT) bugs.project ??= slice.node.attributes.projectName || undefined
    else bugs.patterns.set(slice.node.attributes.type ?? '', slice.node)
  }
  return bugs
}

function* analysisProblems(errors: Node, where: string): Generator<Item> {
  for (const index of childrenOf(errors, 'Error').keys())
    yield problem(`${where}/Error[${index + 1}]`, 'SpotBugs met an error: it may have missed something')
  const missing = positionIn(errors.attributes.missingClasses) ?? childrenOf(errors, 'MissingClass').length
  if (missing > 0)
    yield problem(
      where,
      `SpotBugs did not find ${missing} classes that the code uses: it may have missed something`,
    )
}
