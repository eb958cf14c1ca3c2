import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { withoutGaps } from '../values/observe.ts'
import { openPort } from '../values/open-port.ts'
import { type HostPort, type HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import type { Definition } from './definition.ts'
import { hasFound, observationOf } from './finding.ts'

/** A host: what was found on it as a whole, its open ports, and what was found on each. */
export function* nodeItems(
  { node, where }: NodeSlice,
  hosts: HostScopes,
  definitions: Map<string, Definition>,
  seenAt: string | undefined,
): Generator<Item> {
  const host = node.attributes.address?.trim()
  if (!host) {
    yield loss(where, 'this node has no address and is left out')
    return
  }
  yield* hosts.enter(host, attributesOf(node))
  const testsOf = function* (holder: Node, place: HostPort): Generator<Item> {
    for (const test of childrenOf(child(holder, 'tests'), 'test')) {
      if (!test.attributes.id) yield loss(where, 'left out, because of id: missing')
      else if (hasFound(test))
        yield observationOf(test, place, definitions.get(test.attributes.id.toLowerCase()), seenAt)
    }
  }
  yield* testsOf(node, { host })
  for (const endpoint of childrenOf(child(node, 'endpoints'), 'endpoint')) {
    const { protocol, port, status } = endpoint.attributes
    const at: HostPort = { host, port: portIn(port), protocol }
    const services = childrenOf(child(endpoint, 'services'), 'service')
    if (status === 'open' && at.port)
      yield openPort(
        { ...at, service: services[0]?.attributes.name },
        { seenAt, raw: xmlText({ ...endpoint, children: [] }) },
      )
    yield* testsOf(endpoint, at)
    for (const service of services) {
      yield* programItems(service, at)
      yield* testsOf(service, at)
    }
  }
}

/** The program behind a service, by its surest fingerprint. */
function* programItems(service: Node, at: HostPort): Generator<Item> {
  const [print] = childrenOf(child(service, 'fingerprints'), 'fingerprint')
  const { product: name, version, vendor: supplier } = print?.attributes ?? {}
  if (name?.trim())
    yield withoutGaps({
      type: 'component',
      ref: `${hostPlace(at).resource.address} ${service.attributes.name ?? ''}`.trim(),
      name,
      version: version?.trim() || undefined,
      supplier: supplier?.trim() || undefined,
      componentType: 'application',
    })
}

function attributesOf(node: Node): Record<string, string | undefined> {
  const names = childrenOf(child(node, 'names'), 'name').flatMap((name) => textOf(name) ?? [])
  const { vendor, product, family, version } = child(child(node, 'fingerprints'), 'os')?.attributes ?? {}
  return {
    names: names.join(' '),
    mac: node.attributes['hardware-address'],
    os: [vendor, product ?? family, version].filter(Boolean).join(' '),
    site: node.attributes['site-name'],
  }
}
