import type { Item } from '../contract.ts'
import { childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { partsOfCpe } from '../values/cpe.ts'
import { withoutGaps } from '../values/observe.ts'
import type { HostScopes } from '../values/scanned-host.ts'

/** What runs on a host, as the scanner knows it by CPE; also a host without results was scanned. */
export function* hostComponents(host: Node, hosts: HostScopes): Generator<Item> {
  const ip = textOf(host, 'ip')
  if (!ip) return
  const details = childrenOf(host, 'detail').map((detail) => [
    textOf(detail, 'name'),
    textOf(detail, 'value'),
  ])
  const told = (name: string) => details.find(([key]) => key === name)?.[1]
  yield* hosts.enter(ip, { hostname: told('hostname'), os: told('best_os_txt') })
  const cpes = new Set(details.flatMap(([name, value]) => (name === 'App' && value ? [value] : [])))
  for (const cpe of cpes) {
    const parts = partsOfCpe(cpe)
    if (!parts) continue
    const { product: name, version, part: componentType } = parts
    yield withoutGaps({ type: 'component', ref: `${ip} ${cpe}`, name, version, cpe, componentType })
  }
}
