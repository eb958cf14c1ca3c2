import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { timeInOrder } from '../values/slash-date.ts'
import { newSite, originOf } from '../values/web-address.ts'
import { observationOf } from './observation.ts'

/** A scan has its issues in one list, an export of sessions has them with the session that they were found in. */
const ISSUE = '/Scan/Issues/Issue'
const SESSION = '/Sessions/Session'

export const webinspect = {
  id: 'webinspect',
  name: 'Fortify WebInspect',
  link: 'https://www.microfocus.com/documentation/fortify-webinspect/',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'wi.exe -u https://shop.example -ep webinspect.xml -et xml',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  if (root?.name === 'Sessions') return /<Session\b[^>]*>\s*<URL>/.test(head) ? 0.9 : 0
  return root?.name === 'Scan' &&
    /<(?:PolicyName|Issues)[\s/>]/.test(head) &&
    /<(?:Duration|StartTime)>/.test(head)
    ? 0.95
    : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const root = await xmlRoot(input, context, { name: 'WebInspect XML', roots: ['Scan', 'Sessions'] })
  yield await headerOf(input, context, root)
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, [ISSUE, SESSION])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ISSUE) yield* issueItems(slice.node, slice.node, slice.where, sites)
    else
      for (const [index, issue] of childrenOf(child(slice.node, 'Issues'), 'Issue').entries())
        yield* issueItems(issue, slice.node, `${slice.where}/Issues[1]/Issue[${index + 1}]`, sites)
  }
}

const HEAD = ['/Scan/Name', '/Scan/StartTime', '/Sessions/Session/URL']

/** An export of sessions does not say what it is of: the site of its first session stands for it. */
async function headerOf(input: Input, context: ReadContext, { name }: Node): Promise<ReportHeader> {
  const header: ReportHeader = { type: 'header', tool: 'WebInspect' }
  for await (const slice of eachNode(input, context, HEAD)) {
    if (slice.type === 'problem') break
    const text = textOf(slice.node)
    if (slice.path === '/Scan/StartTime') {
      // Twelve hours are how those write the time who put the month first.
      const producedAt = timeInOrder(text, /[AP]M$/i.test(text ?? '') ? 'month' : undefined)
      if (producedAt) header.producedAt = producedAt
      break
    }
    const target = name === 'Sessions' ? (originOf(text) ?? text) : text
    if (target) header.target = target
    if (name === 'Sessions') break
  }
  return header
}

function* issueItems(
  issue: Node,
  session: Node,
  where: string,
  sites: Set<string>,
): Generator<Item | AssetClaim> {
  const url = textOf(issue, 'URL') ?? textOf(session, 'URL')
  if (!textOf(issue, 'Name') || !url) {
    yield loss(where, 'this issue has no name or URL and is left out')
    return
  }
  yield* newSite(url, sites)
  yield observationOf(issue, session, url)
}
