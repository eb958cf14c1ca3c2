import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachNode, type NodeSlice } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { hostItems } from './host-items.ts'
import { isPrinted, readPrinted } from './printed.ts'
import { scriptItems } from './script.ts'

export const nmap = {
  id: 'nmap',
  name: 'Nmap',
  link: 'https://nmap.org/book/output.html',
  extensions: ['.xml', '.nmap', '.gnmap', '.txt'],
  kinds: ['runtime'],
  howTo: 'nmap -sV --script vuln -oX nmap.xml shop.example',
  detect,
  read,
} satisfies Format

const ROOT = 'nmaprun'
const HOST = `/${ROOT}/host`
/** What is said of a port or by a script stands for itself; the host's names are before them. */
const INNER = [`${HOST}/ports/port`, `${HOST}/hostscript/script`]
const NETWORK = [`/${ROOT}/prescript/script`, `/${ROOT}/postscript/script`]
const END = `/${ROOT}/runstats/finished`

function detect({ root, head }: Sample): number {
  return root?.name === ROOT || isPrinted(head) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isText = isPrinted((await sampleOf(input)).head)
  yield* isText ? readPrinted(input, context) : readXml(input, context)
}

async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'Nmap', roots: [ROOT] })
  const header = headerOf(attributes)
  const hosts = new HostScopes(header)
  const paths = [HOST, ...NETWORK, END]
  for await (const slice of eachNode(input, context, paths, INNER)) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === HOST) yield* hostItems(slice, hosts)
    else if (slice.path === END) yield* endOf(slice)
    else {
      yield* hosts.enter('')
      yield* scriptItems(slice.node, slice.where, { seenAt: header.producedAt })
    }
  }
  yield* hosts.end()
}

/** Masscan writes the same XML and says so. */
function headerOf({ scanner, version, start }: Record<string, string>): ReportHeader {
  const producedAt = isoTime(Number(start || Number.NaN))
  return {
    type: 'header',
    tool: scanner === 'masscan' ? 'Masscan' : 'Nmap',
    ...(version && { toolVersion: version }),
    ...(producedAt && { producedAt }),
  }
}

function* endOf({ node, where }: NodeSlice): Generator<Item> {
  if (node.attributes.exit === 'error')
    yield loss(where, 'the scan ended with an error: what it did not reach may be missing')
}
