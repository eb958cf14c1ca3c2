import { child, childrenOf, type Node } from '../syntax/xml.ts'

/** Hosts that did not answer are listed too. */
export const isDown = (host: Node): boolean =>
  child(host, 'status')?.attributes.state === 'down' && child(host, 'ports') === undefined

/** The name that the user gave, which outlives a change of the address, otherwise the address. */
export function nameOf(host: Node): string | undefined {
  const given = namesOf(host).find(({ attributes }) => attributes.type === 'user')
  return (
    given?.attributes.name?.trim() ||
    (addressOf(host, 'ipv4') ?? addressOf(host, 'ipv6') ?? addressOf(host, 'mac'))
  )
}

export function attributesOf(host: Node): Record<string, string | undefined> {
  const names = new Set(namesOf(host).flatMap(({ attributes }) => attributes.name ?? []))
  const vendor = childrenOf(host, 'address').find(({ attributes }) => attributes.vendor)
  return {
    ip: addressOf(host, 'ipv4') ?? addressOf(host, 'ipv6'),
    mac: addressOf(host, 'mac'),
    vendor: vendor?.attributes.vendor,
    names: [...names].join(' '),
    os: child(child(host, 'os'), 'osmatch')?.attributes.name,
  }
}

const namesOf = (host: Node): Node[] => childrenOf(child(host, 'hostnames'), 'hostname')

const addressOf = (host: Node, type: string): string | undefined =>
  childrenOf(host, 'address').find(({ attributes }) => attributes.addrtype === type)?.attributes.addr
