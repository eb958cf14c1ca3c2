import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { observationOf } from './detection.ts'
import { checkIn } from './xml-check.ts'

const KEY = '/SCAN/HEADER/KEY'
const HOST = '/SCAN/IP/@'
const CATEGORY = '/SCAN/IP/*/CAT/@'
const FOUND = '/SCAN/IP/*/CAT/*'
const ERROR = '/SCAN/ERROR'

/** What the lists of a host hold. */
const TYPES: Record<string, string> = byWord({
  VULN: 'Vuln',
  PRACTICE: 'Practice',
  INFO: 'Ig',
  SERVICE: 'Ig',
})

/** The results of one scan. */
export async function* readScan(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const header: ReportHeader = { type: 'header', tool: 'Qualys' }
  const hosts = new HostScopes(header)
  let host = ''
  let category: Record<string, string> = {}
  for await (const slice of eachNode(input, context, [KEY, HOST, CATEGORY, FOUND, ERROR])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ERROR)
      yield loss(slice.where, 'the scan ended with an error: what it did not reach may be missing')
    else if (slice.path === KEY) {
      const time = slice.node.attributes.value === 'DATE' ? isoTime(textOf(slice.node)) : undefined
      if (time) header.producedAt = time
    } else if (slice.path === HOST) {
      const { value, name } = slice.node.attributes
      host = value?.trim() || name?.trim() || ''
      if (host)
        yield* hosts.enter(host, {
          dns: name === host || name === 'No registered hostname' ? undefined : name,
        })
      else yield loss(slice.where, 'this host has no address and is left out')
    } else if (slice.path === CATEGORY) category = slice.node.attributes
    else if (host && !slice.node.attributes.number)
      yield loss(slice.where, 'left out, because of number: missing')
    else if (host) {
      const { node } = slice
      yield observationOf({
        ...checkIn(node),
        category: category.value,
        qid: node.attributes.number ?? '',
        host,
        port: category.port,
        protocol: category.protocol,
        type: TYPES[node.name],
        result: textOf(node, 'RESULT'),
        seenAt: header.producedAt,
        raw: xmlText(node),
      })
    }
  }
  yield* hosts.end()
}
