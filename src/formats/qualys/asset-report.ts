import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { cvssRating } from '../values/cvss.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { type Check, observationOf } from './detection.ts'
import { checkIn } from './xml-check.ts'

const ROOT = '/ASSET_DATA_REPORT'
const TIME = `${ROOT}/HEADER/GENERATION_DATETIME`
const HOST = `${ROOT}/HOST_LIST/HOST`
const GLOSSARY = `${ROOT}/GLOSSARY/VULN_DETAILS_LIST/VULN_DETAILS`

/** The scan report as XML: hosts with what was found on each, and behind them what the checks are. */
export async function* readAssetReport(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const checks = new Map<string, Check>()
  const header: ReportHeader = { type: 'header', tool: 'Qualys' }
  for await (const slice of eachNode(input, context, [TIME, GLOSSARY])) {
    if (slice.type === 'problem') continue
    if (slice.path === GLOSSARY) checks.set(textOf(slice.node, 'QID') ?? '', checkIn(slice.node))
    else {
      const time = isoTime(textOf(slice.node))
      if (time) header.producedAt = time
    }
  }
  const hosts = new HostScopes(header)
  for await (const slice of eachNode(input, context, [HOST])) {
    if (slice.type === 'problem') yield slice
    else yield* hostItems(slice.node, slice.where, hosts, checks)
  }
  yield* hosts.end()
}

function* hostItems(
  node: Node,
  where: string,
  hosts: HostScopes,
  checks: Map<string, Check>,
): Generator<Item> {
  const text = (name: string) => textOf(node, name)
  const host = text('IP') ?? text('DNS') ?? text('NETBIOS')
  if (!host) {
    yield loss(where, 'this host has no address and is left out')
    return
  }
  yield* hosts.enter(host, { dns: text('DNS'), netbios: text('NETBIOS'), os: text('OPERATING_SYSTEM') })
  for (const found of childrenOf(child(node, 'VULN_INFO_LIST'), 'VULN_INFO')) {
    const qid = textOf(found, 'QID')
    if (!qid) {
      yield loss(where, 'left out, because of QID: missing')
      continue
    }
    const check = checks.get(qid)
    const final = cvssRating({ score: textOf(found, 'CVSS3_FINAL'), version: '3.0' })
    yield observationOf({
      ...check,
      cvss: check && check.cvss.length > 0 ? check.cvss : final ? [final] : [],
      qid,
      host,
      port: textOf(found, 'PORT'),
      protocol: textOf(found, 'PROTOCOL'),
      type: textOf(found, 'TYPE'),
      status: textOf(found, 'VULN_STATUS'),
      result: textOf(found, 'RESULT'),
      seenAt: isoTime(textOf(found, 'LAST_FOUND')),
      raw: xmlText(found),
    })
  }
}
