import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { timeInOrder } from '../values/slash-date.ts'
import { addressAt, isWebAddress, newSite } from '../values/web-address.ts'
import { observationOf } from './observation.ts'

const SCAN = '/ScanGroup/Scan'
const START = `${SCAN}/@`
const CRAWLER = `${SCAN}/Crawler/@`
const ITEMS = `${SCAN}/ReportItems/@`
const ITEM = `${SCAN}/ReportItems/ReportItem`
const FACTS = ['StartURL', 'StartTime', 'FinishTime', 'Aborted', 'Os', 'WebServer'].map(
  (name) => `${SCAN}/${name}`,
)

export const acunetix = {
  id: 'acunetix',
  name: 'Acunetix',
  link: 'https://www.acunetix.com/support/docs/wvs/exporting-results/',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'In Acunetix, open the scan and choose Export > Acunetix XML.',
  detect,
  read,
} satisfies Format

/** Other tools have scan groups of their own kind: this one's hold scans with report items. */
function detect({ root, head }: Sample): number {
  if (root?.name !== 'ScanGroup') return 0
  return /<Scan[\s>]/.test(head) && /<(?:StartURL|ReportItems?|ShortName)[\s>]/.test(head) ? 1 : 0.6
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Acunetix XML', roots: ['ScanGroup'] })
  const sites = new Set<string>()
  let facts: Record<string, string | undefined> | undefined
  let begun = false
  for await (const slice of eachNode(input, context, [START, CRAWLER, ITEMS, ITEM, ...FACTS])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === START) {
      if (facts && !begun) yield* opening(facts, sites)
      facts = {}
      begun = false
    } else if (slice.path === CRAWLER && facts) facts.Crawler = slice.node.attributes.StartUrl
    else if (slice.path === ITEMS || slice.path === ITEM) {
      if (!begun) yield* opening(facts ?? {}, sites)
      begun = true
      if (slice.path === ITEM) yield observationOf(slice.node, siteOf(facts ?? {}))
    } else if (facts) {
      facts[slice.node.name] = textOf(slice.node)
      if (slice.node.name === 'Aborted' && /^true$/i.test(facts.Aborted ?? ''))
        yield loss(slice.where, 'the scan was aborted: what it had not yet looked at is missing')
    }
  }
  if (!begun) yield* opening(facts ?? {}, sites)
}

/** The start URL is often written without its scheme, which the crawler then has. */
function siteOf({ StartURL, Crawler }: Record<string, string | undefined>): string | undefined {
  const start = isWebAddress(StartURL) ? StartURL : (Crawler ?? StartURL)
  return isWebAddress(start) && URL.canParse(start) ? new URL(start).origin : addressAt(start, undefined)
}

function* opening(facts: Record<string, string | undefined>, sites: Set<string>): Generator<Item> {
  const { StartURL, FinishTime, StartTime, Os, WebServer } = facts
  const producedAt = timeInOrder(FinishTime, 'day') ?? timeInOrder(StartTime, 'day')
  yield {
    type: 'header',
    tool: 'Acunetix',
    ...(StartURL && { target: StartURL }),
    ...(producedAt && { producedAt }),
  }
  yield* newSite(siteOf(facts), sites, { os: known(Os), server: known(WebServer) })
}

const known = (value: string | undefined): string | undefined =>
  /^(?:unknown|none)$/i.test(value ?? '') ? undefined : value
