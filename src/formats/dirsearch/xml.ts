import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { foundAddress } from '../values/found-address.ts'
import { addressAt, newSite } from '../values/web-address.ts'
import { header } from './header.ts'

const RESULT = '/dirsearchscan/result'
const TARGET = '/dirsearchscan/target/@'
const INFO = '/dirsearchscan/target/info'

/** Before 0.4.3 the results of a site stood in a `target`, each an `info` with a path. */
export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'dirsearch XML', roots: ['dirsearchscan'] })
  yield header(attributes.args, attributes.time)
  const sites = new Set<string>()
  let site: string | undefined
  for await (const slice of eachNode(input, context, [RESULT, TARGET, INFO])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === TARGET) site = slice.node.attributes.url
    else yield* itemsOf(slice.node, slice.where, site, sites)
  }
}

function* itemsOf(node: Node, where: string, site: string | undefined, sites: Set<string>): Generator<Item> {
  const { url, path } = node.attributes
  const address = url?.trim() || (path && addressAt(site, path))
  if (!address) {
    yield loss(where, 'left out, because it has no address')
    return
  }
  yield* newSite(address, sites)
  const elapsed = textOf(node, 'elapsed')
  yield foundAddress({
    url: address,
    status: textOf(node, 'status'),
    size: textOf(node, 'contentLength'),
    contentType: textOf(node, 'contentType'),
    redirect: textOf(node, 'redirect'),
    facts: elapsed ? [`Elapsed: ${elapsed} s`] : [],
    raw: xmlText(node),
  })
}
