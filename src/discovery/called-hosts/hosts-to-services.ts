import type { Infrastructure, Link } from '../contract.ts'

const STORES = /^(?:data-store|queue):/

/**
 * Links whose `host:<name>` ends are replaced by what answers to that name beside what the calling file is built into: the deployable of
 * the file → the images it builds → what runs them → the service, or the service of the same compose project, that is called so.
 * A name that nothing there has is left out. `homeOf` = folder of a file's deployable. Pure.
 */
export function hostsToServices(
  links: readonly Link[],
  infrastructure: readonly Infrastructure[],
  homeOf: (file: string) => string | undefined,
): Link[] {
  const calls = links.filter(isCall)
  if (calls.length === 0) return [...links]
  const known = links.filter((link) => !isCall(link))
  const builds = endsBy(known, 'builds', (link) => [link.from, link.to])
  const runners = endsBy(known, 'runs', (link) => [link.to, link.from])
  const behind = endsBy(known, 'exposes', (link) => [link.from, link.to])
  const neighbours = byNeighbourhood(infrastructure)
  const drawn = calls.flatMap((call): Link[] => {
    const home = homeOf(call.from.slice('path:'.length))
    if (home === undefined) return []
    const callers = new Set(
      (builds.get(`deployable:${home}`) ?? []).flatMap((image) => runners.get(image) ?? []),
    )
    return [...callers].flatMap((from) =>
      (neighbours.get(`${neighbourhoodOf(from)}\n${call.to.slice('host:'.length)}`) ?? []).flatMap(
        (to): Link[] => {
          const targets = behind.get(to) ?? []
          if (to === from || targets.includes(from)) return []
          const store = targets.find((one) => STORES.test(one)) ?? (STORES.test(to) ? to : undefined)
          return [{ ...call, from, kind: store ? 'writes' : 'calls', to: store ?? to }]
        },
      ),
    )
  })
  return [...known, ...drawn]
}

const isCall = ({ from, to }: Link): boolean => from.startsWith('path:') && to.startsWith('host:')

function endsBy(
  links: readonly Link[],
  kind: Link['kind'],
  pair: (link: Link) => [string, string],
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const link of links) {
    if (link.kind !== kind) continue
    const [key, end] = pair(link)
    const own = found.get(key)
    if (!own) found.set(key, [end])
    else if (!own.includes(end)) own.push(end)
  }
  return found
}

/** The namespace or compose project that an end stands in: `workload:Deployment/shop/api` → `shop`, `workload:compose/demo/api` → `compose/demo`. */
function neighbourhoodOf(end: string): string {
  const parts = end.slice(end.indexOf(':') + 1).split('/')
  return parts[0] === 'compose' ? parts.slice(0, -1).join('/') : (parts[1] ?? '')
}

/** `<neighbourhood>\n<name>` → the ends that answer to that name there: services of a cluster, services of a compose file. */
function byNeighbourhood(infrastructure: readonly Infrastructure[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { kind, name } of infrastructure) {
    const composed =
      name.startsWith('compose/') && (kind === 'workload' || kind === 'data-store' || kind === 'queue')
    if (!composed && !(kind === 'service' && name.startsWith('Service/'))) continue
    const end = `${kind}:${name}`
    const key = `${neighbourhoodOf(end)}\n${name.slice(name.lastIndexOf('/') + 1)}`
    found.set(key, [...(found.get(key) ?? []), end])
  }
  return found
}
