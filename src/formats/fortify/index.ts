import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { UnreadableReport } from '../unreadable.ts'
import { positionIn } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { observationOf } from './observation.ts'

const LISTING = '/ReportDefinition/ReportSection/SubSection/IssueListing'
const GROUP = `${LISTING}/Chart/GroupingSection`
const PATHS = {
  text: '/ReportDefinition/ReportSection/SubSection/Text',
  listing: `${LISTING}/@`,
  group: `${GROUP}/@`,
  about: `${GROUP}/MajorAttributeSummary`,
  issue: `${GROUP}/Issue`,
}

export const fortify = {
  id: 'fortify',
  name: 'Fortify report XML',
  link: 'https://www.microfocus.com/documentation/fortify-static-code-analyzer-and-tools/',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo:
    'ReportGenerator -format xml -f fortify.xml -source shop.fpr -template DefaultReportDefinitionAllIssues.xml',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  if (root?.name !== 'ReportDefinition') return 0
  return /\$[A-Z]+_[A-Z]+\$/.test(head) ? 0 : 1
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Fortify report XML', roots: ['ReportDefinition'] })
  const header: ReportHeader = { type: 'header', tool: 'Fortify SCA' }
  const listing = new Listing()
  let begun = false
  for await (const slice of eachNode(input, context, Object.values(PATHS))) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === PATHS.text) learn(header, textOf(slice.node) ?? '')
    else if (slice.path === PATHS.issue) {
      if (!begun) yield header
      begun = true
      listing.count++
      yield slice.node.attributes.ruleID || textOf(slice.node, 'Category')
        ? observationOf(slice.node, listing.about)
        : loss(slice.where, 'this issue has no category and is left out')
    } else yield* listing.take(slice.path, slice.node, slice.where)
  }
  yield* listing.end()
  if (!begun) yield header
}

/** What a report's prose says of the scan, in the English of its template. */
function learn(header: ReportHeader, text: string): void {
  if (/\$[A-Z]+_[A-Z]+\$/.test(text))
    throw new UnreadableReport(
      'broken',
      'This is the template of a Fortify report, not a report: make one with it and send that.',
    )
  const [, date, project] =
    /^On (.{6,30}?), a source code review was performed over the (.+?) code base\./.exec(text) ?? []
  const version = /\bSCA Engine version: (\S+)/.exec(text)?.[1]
  const producedAt = isoTime(date)
  if (project) header.target = project
  if (version) header.toolVersion = version
  if (producedAt) header.producedAt = producedAt
}

/** A list of issues by category; a report may print only the first few of each. */
class Listing {
  #listed = false
  #size = 0
  #where = ''
  count = 0
  /** What is said of all issues of the category. */
  about: Node | undefined;

  *take(path: string, node: Node, where: string): Generator<Item> {
    if (path === PATHS.about) this.about = node
    else {
      yield* this.end()
      if (path === PATHS.listing) this.#listed = node.attributes.listing === 'true'
      else this.#size = this.#listed ? (positionIn(node.attributes.count) ?? 0) : 0
      this.#where = where
      this.about = undefined
    }
  }

  /** What the category has beyond what is printed is missing. */
  *end(): Generator<Item> {
    if (this.#size > this.count)
      yield loss(
        this.#where,
        `the report prints ${this.count} of the ${this.#size} issues of this category: make one without a limit`,
      )
    this.#size = 0
    this.count = 0
  }
}
