import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type NodeSlice } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { HostScopes, hostPlace } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { attributesOf, isDown, nameOf } from './host.ts'
import { portItems } from './port.ts'
import { scriptItems } from './script.ts'

export const nmap = {
  id: 'nmap',
  name: 'Nmap XML',
  link: 'https://nmap.org/book/nmap-dtd.html',
  extensions: ['.xml'],
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

function detect({ root }: Sample): number {
  return root?.name === ROOT ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'Nmap XML', roots: [ROOT] })
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

function* hostItems({ node, where }: NodeSlice, hosts: HostScopes): Generator<Item> {
  const host = nameOf(node)
  if (isDown(node)) return
  if (host === undefined) {
    yield loss(where, 'this host has no address and is left out')
    return
  }
  const seenAt = isoTime(Number(node.attributes.endtime || Number.NaN))
  yield* hosts.enter(host, attributesOf(node))
  for (const part of node.children) {
    if (part.name === 'ports')
      for (const port of part.children)
        if (port.name === 'port') yield* portItems(port, { host, where, seenAt })
    if (part.name === 'hostscript')
      for (const script of part.children)
        if (script.name === 'script') yield* scriptItems(script, where, { ...hostPlace({ host }), seenAt })
  }
}

function* endOf({ node, where }: NodeSlice): Generator<Item> {
  if (node.attributes.exit === 'error')
    yield loss(where, 'the scan ended with an error: what it did not reach may be missing')
}
