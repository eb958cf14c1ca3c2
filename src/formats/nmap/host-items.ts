import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Node } from '../syntax/xml.ts'
import { type HostScopes, hostPlace } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { attributesOf, isDown, nameOf } from './host.ts'
import { portItems } from './port.ts'
import { scriptItems } from './script.ts'

/** What was found on a host: its open ports and what scripts said of them and of it. */
export function* hostItems(
  { node, where }: { node: Node; where: string },
  hosts: HostScopes,
): Generator<Item> {
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
