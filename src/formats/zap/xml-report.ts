import type { Input, Item, ReadContext } from '../contract.ts'
import { child, childrenOf, eachNode, type Node, type NodeSlice, xmlText } from '../syntax/xml.ts'
import { UnreadableReport } from '../unreadable.ts'
import { alertInNode, instanceInNode } from './alert.ts'
import { itemsAt } from './items.ts'
import { headerOf, openSite, type Run } from './site.ts'

const ROOT = '/OWASPZAPReport/@'
const SITE = '/OWASPZAPReport/site/@'
const ALERT = '/OWASPZAPReport/site/alerts/alertitem'

/** The `traditional-xml` and `traditional-xml-plus` reports. */
export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let run: Run | undefined
  let site: string | undefined
  for await (const slice of eachNode(input, context, [ROOT, SITE, ALERT])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ROOT) run = slice.node.attributes
    else if (slice.path === SITE) {
      const { name = '', host, port, ssl } = slice.node.attributes
      site = name
      yield* openSite(run ?? {}, { name, host, port, ssl })
    } else yield* itemsOfAlert(slice, site ?? '')
  }
  if (!run)
    throw new UnreadableReport(
      'broken',
      'This does not read as ZAP XML: its root is no OWASPZAPReport. Choose the right format.',
    )
  if (site === undefined) yield headerOf(run)
}

function* itemsOfAlert({ where, node }: NodeSlice, site: string): Generator<Item> {
  const list = child(node, 'instances')
  // Before 2.5 an alert item was one instance itself.
  const places = list ? childrenOf(list, 'instance') : [node]
  const around = list ? textAround(node) : undefined
  const parts = places.map((place) => ({
    value: instanceInNode(place),
    raw: () => (around ? around.join(xmlText(place)) : xmlText(place)),
  }))
  const whole = { value: {}, raw: () => xmlText(node) }
  yield* itemsAt(parts.length > 0 ? parts : [whole], { where, value: alertInNode(node) }, site)
}

/** No element can be called so. */
const HERE: Node = { name: '\0', attributes: {}, text: '', children: [] }

/** The alert as text before and behind its instances. */
const textAround = (alert: Node): string[] =>
  xmlText({
    ...alert,
    children: alert.children.map((part) =>
      part.name === 'instances' ? { ...part, children: [HERE] } : part,
    ),
  }).split(xmlText(HERE))
