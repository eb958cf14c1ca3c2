import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { childrenOf, eachNode, type Node, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { UnreadableReport } from '../unreadable.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { complianceItems, isCompliance } from './compliance.ts'
import type { Host } from './found.ts'
import { observationOf } from './observation.ts'
import { foundIn } from './xml-item.ts'

export const ROOT = 'NessusClientData_v2'
const REPORT = `/${ROOT}/Report/@`
const HOST = `/${ROOT}/Report/ReportHost/@`
const PROPERTIES = `/${ROOT}/Report/ReportHost/HostProperties`
const ITEM = `/${ROOT}/Report/ReportHost/ReportItem`

/** The `.nessus` file: hosts, what is known of each, and what each plugin found on it. */
export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'a .nessus file', roots: [ROOT] })
  const hosts = new HostScopes({ type: 'header', tool: 'Nessus' })
  let host: Host = { name: '', isWeb: false, seenAt: undefined }
  let known = false
  for await (const slice of eachNode(input, context, [REPORT, HOST, PROPERTIES, ITEM])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === REPORT) known = true
    else if (slice.path === HOST) {
      if (host.name) yield* hosts.enter(host.name)
      host = { name: slice.node.attributes.name?.trim() ?? '', isWeb: false, seenAt: undefined }
      if (host.name === '') yield loss(slice.where, 'this host has no name: what was found on it is left out')
    } else if (slice.path === PROPERTIES) {
      const tags = tagsOf(slice.node)
      host = {
        ...host,
        isWeb: tags['system-type'] === 'web_application',
        seenAt: isoTime(tags.HOST_END ?? tags.HOST_START),
      }
      if (host.name) yield* hosts.enter(host.name, attributesOf(tags))
    } else if (host.name) {
      yield* hosts.enter(host.name)
      yield* itemsOf(slice.node, slice.where, host)
    }
  }
  if (!known)
    throw new UnreadableReport(
      'broken',
      'This .nessus file holds no report: export the scan again, with its results.',
    )
  // A host was scanned even if the report says nothing of it but its name.
  if (host.name) yield* hosts.enter(host.name)
  yield* hosts.end()
}

function* itemsOf(item: Node, where: string, host: Host): Generator<Item> {
  if (!item.attributes.pluginID) yield loss(where, 'left out, because of pluginID: missing')
  else if (isCompliance(item)) yield* complianceItems(item, host)
  else yield observationOf(foundIn(item, host))
}

const tagsOf = (properties: Node): Record<string, string | undefined> =>
  Object.fromEntries(childrenOf(properties, 'tag').map((tag) => [tag.attributes.name ?? '', textOf(tag)]))

const attributesOf = (tags: Record<string, string | undefined>) => ({
  ip: tags['host-ip'],
  fqdn: tags['host-fqdn'],
  netbios: tags['netbios-name'],
  mac: tags['mac-address']?.replace(/\s+/g, ' '),
  os: tags['operating-system']?.replace(/\s*\n\s*/g, ' or '),
  type: tags['system-type'],
  cloud: tags['aws-instance-instanceId'] ?? tags['azure-instance-id'] ?? tags['gcp-instance-id'],
})
