import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { observationOf } from './detection.ts'

const RESPONSE = '/HOST_LIST_VM_DETECTION_OUTPUT/RESPONSE'
const TIME = `${RESPONSE}/DATETIME`
const HOST = `${RESPONSE}/HOST_LIST/HOST`
/** What names the host stands before. */
const DETECTION = `${HOST}/DETECTION_LIST/DETECTION`
const WARNING = `${RESPONSE}/WARNING`

/** The API's list of detections, which names checks by their number alone. */
export async function* readDetections(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const header: ReportHeader = { type: 'header', tool: 'Qualys' }
  const hosts = new HostScopes(header)
  for await (const slice of eachNode(input, context, [TIME, HOST, WARNING], [DETECTION])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === WARNING)
      yield loss(slice.where, 'this list is only one page of several: fetch the others too')
    else if (slice.path === HOST) yield* hostItems(slice.node, slice.where, hosts)
    else {
      const time = isoTime(textOf(slice.node))
      if (time) header.producedAt = time
    }
  }
  yield* hosts.end()
}

function* hostItems(node: Node, where: string, hosts: HostScopes): Generator<Item> {
  const text = (name: string) => textOf(node, name)
  const host = text('IP') ?? text('IPV6') ?? text('DNS') ?? text('ID')
  if (!host) {
    yield loss(where, 'this host has no address and is left out')
    return
  }
  yield* hosts.enter(host, {
    dns: text('DNS'),
    netbios: text('NETBIOS'),
    os: text('OS'),
    cloud: text('CLOUD_RESOURCE_ID') ?? text('EC2_INSTANCE_ID'),
  })
  for (const found of childrenOf(child(node, 'DETECTION_LIST'), 'DETECTION')) {
    const said = (name: string) => textOf(found, name)
    const qid = said('QID')
    if (!qid) {
      yield loss(where, 'left out, because of QID: missing')
      continue
    }
    const factors = childrenOf(child(found, 'QDS_FACTORS'), 'QDS_FACTOR')
    yield observationOf({
      qid,
      host,
      port: said('PORT'),
      protocol: said('PROTOCOL'),
      type: said('TYPE'),
      severity: said('SEVERITY'),
      status: said('STATUS'),
      isIgnored: said('IS_IGNORED') === '1' || said('IS_DISABLED') === '1',
      isExploited: factors.some((factor) => /CISA/i.test(factor.attributes.name ?? textOf(factor) ?? '')),
      result: said('RESULTS'),
      tags: said('QDS') ? [`qds:${said('QDS')}`] : [],
      seenAt: isoTime(said('LAST_FOUND_DATETIME')),
      raw: xmlText(found),
    })
  }
}
