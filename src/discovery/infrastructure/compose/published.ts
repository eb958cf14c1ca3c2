import { isRecord, listOf, type Plain, textOf } from '../../../formats/infrastructure/plain.ts'
import type { Exposure } from '../../../model/application.ts'

export interface Published {
  /** Port of the host; undefined where it is chosen at start. */
  host: string | undefined
  container: string
  /** Address of the host that it is bound to; undefined = all. */
  address: string | undefined
}

/** Ports that a service publishes on its host, in the short and the long form. */
export const publishedPorts = (ports: Plain): Published[] =>
  listOf(ports).flatMap((one): Published[] => {
    if (isRecord(one)) {
      const container = textOf(one.target)
      return container ? [{ host: textOf(one.published), container, address: textOf(one.host_ip) }] : []
    }
    const text = textOf(one)?.replace(/\/(?:tcp|udp|sctp)$/, '')
    const found = text && /^(?:(?:(\[[0-9a-f:]+\]|[\d.]+):)?([\d-]*):)?([\d-]+)$/i.exec(text)
    return found ? [{ host: found[2] || undefined, container: found[3] as string, address: found[1] }] : []
  })

/** Images that stand in front of others and pass requests on. */
const PROXIES =
  /(?:^|\/)(?:traefik|caddy|nginx|nginx-proxy|nginx-proxy-manager|haproxy|envoy|kong|httpd|openresty|swag|apisix|krakend|tyk-gateway)$/

export const isProxy = (image: string): boolean => PROXIES.test(image)

// Where browsers knock, and where those knock who may not open the first two.
const DOORS = new Set(['80', '443', '8080', '8443'])

/**
 * Who reaches a service of a compose project. A published port opens the host's network: whether more come to the host, its file does not
 * say, so it stays `internal`. What stands in front of the others (`images`: a reverse proxy, or built upon one) is there to be reached
 * from outside, where it is published on a port that browsers ask.
 */
export function reachOf(
  published: readonly Published[],
  images: readonly string[],
  networkMode: string | undefined,
): { exposure: Exposure; exposedBy: string } {
  if (networkMode === 'none') return { exposure: 'isolated', exposedBy: 'network_mode: none' }
  if (networkMode === 'host') return { exposure: 'internal', exposedBy: 'network_mode: host' }
  const open = published.filter(({ address }) => !address || !/^(?:127\.|\[?::1)/.test(address))
  const ports = (all: readonly Published[]) =>
    all.map(({ host, container }) => `${host ?? ''}:${container}`).join(', ')
  if (open.length > 0) {
    const web = images.some(isProxy) && open.some(({ host }) => host !== undefined && DOORS.has(host))
    return {
      exposure: web ? 'internet' : 'internal',
      exposedBy: `published ${ports(open)}${web ? ' by a reverse proxy' : ''}`,
    }
  }
  if (published.length > 0)
    return { exposure: 'isolated', exposedBy: `published ${ports(published)} on this host alone` }
  return { exposure: 'internal', exposedBy: 'reached by the services of its project' }
}
