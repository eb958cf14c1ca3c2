import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import type { Node } from '../syntax/xml.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { hostItems } from './host-items.ts'
import { grepablePorts, type HostText, portLine, scriptLine } from './printed-host.ts'

// What Nmap prints (`-oN`) and what is made for grep (`-oG`), as hosts of its XML: https://nmap.org/book/output-formats-normal-output.html

const BEGIN = /^(?:# Nmap (\S+) scan initiated (.+?) as: (.*)|Starting Nmap (\S+) .*)$/
const NORMAL_HOST = /^Nmap scan report for (?:(\S+) \(([\da-fA-F.:]+)\)|(\S+))(?: \[host down.*)?$/
const GREP_HOST = /^Host: (\S+) \(([^)]*)\)\tPorts: (.*)$/
const END = /^(?:# )?Nmap done(?: at|:)/

export const isPrinted = (head: string): boolean =>
  /^(?:# Nmap [\d.]+\S* scan initiated |Starting Nmap [\d.]+)/m.test(head.slice(0, 2000))

/** A report without the line at its end was broken off. */
export async function* readPrinted(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let hosts: HostScopes | undefined
  let asked: string[] = []
  let host: HostText | undefined
  let ended = false
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const { text, where } = line
    const begin = BEGIN.exec(text)
    if (begin && !hosts) {
      hosts = new HostScopes(headerOf(begin))
      asked = begin[3]?.split(/\s+/) ?? []
      continue
    }
    if (!hosts) continue
    ended ||= END.test(text)
    const [, name, address, alone] = NORMAL_HOST.exec(text) ?? []
    const [, ip, named, ports] = GREP_HOST.exec(text) ?? []
    if ((address ?? alone ?? ip) !== undefined || ended) {
      if (host) yield* itemsOf(host, hosts)
      host = undefined
    }
    if (address ?? alone ?? ip)
      host = hostText(where, { address: address ?? alone ?? ip, name: name ?? named, asked })
    if (host && ports !== undefined) grepablePorts(host, ports, text)
    else if (host) take(host, text)
  }
  if (!hosts) return
  if (host) yield* itemsOf(host, hosts)
  yield* hosts.end()
  if (!ended) yield loss('', 'the report ends before the scan did: hosts and ports may be missing')
}

function headerOf([, version, began, , printed]: RegExpExecArray): ReportHeader {
  const producedAt = isoTime(began)
  const of = version ?? printed
  return { type: 'header', tool: 'Nmap', ...(of && { toolVersion: of }), ...(producedAt && { producedAt }) }
}

function hostText(
  where: string,
  { address = '', name, asked }: { address: string | undefined; name: string | undefined; asked: string[] },
): HostText {
  const isAddress = /^[\d.]+$|:/.test(address)
  const given = isAddress ? name : address
  return {
    where,
    address: isAddress ? address : undefined,
    // Names that Nmap looked up itself change with the network.
    name: given ? { name: given, type: asked.includes(given) || !isAddress ? 'user' : 'PTR' } : undefined,
    ports: [],
    scripts: [],
    lines: new Map(),
    current: undefined,
    columns: undefined,
    ofHost: false,
  }
}

function take(host: HostText, text: string): void {
  if (/^PORT\s+STATE\s+SERVICE/.test(text)) host.columns = columnsOf(text)
  else if (/^Host script results:/.test(text)) host.ofHost = true
  else if (text.startsWith('|')) scriptLine(host, text)
  else portLine(host, text)
}

/** Where each column begins, by its name. */
const columnsOf = (text: string): Record<string, number> =>
  Object.fromEntries([...text.matchAll(/[A-Z]+/g)].map(({ 0: name, index }) => [name, index]))

const node = (name: string, attributes: Record<string, string>, children: Node[] = []): Node => ({
  name,
  attributes,
  text: '',
  children,
})

function* itemsOf(host: HostText, hosts: HostScopes): Generator<Item> {
  const element = node('host', {}, [
    node('status', { state: 'up' }),
    ...(host.address
      ? [node('address', { addr: host.address, addrtype: host.address.includes(':') ? 'ipv6' : 'ipv4' })]
      : []),
    ...(host.name ? [node('hostnames', {}, [node('hostname', host.name)])] : []),
    node('ports', {}, host.ports),
    node('hostscript', {}, host.scripts),
  ])
  for (const item of hostItems({ node: element, where: host.where }, hosts))
    yield item.type === 'observation'
      ? { ...item, raw: (host.lines.get(portOf(item.resource?.address)) ?? []).join('\n') }
      : item
}

/** `127.0.0.1:80/tcp` → `80/tcp`; nothing for what is about the host. */
const portOf = (address: string | undefined): string => /:(\d+\/\w+)$/.exec(address ?? '')?.[1] ?? ''
