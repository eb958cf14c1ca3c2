import type { Deployable, Infrastructure, Link } from './contract.ts'
import { nearestDeployable } from './nearest-deployable.ts'

/** Kinds of infrastructure that somebody deploys to. */
const DEPLOYED = new Set(['workload', 'function', 'service', 'data-store', 'cluster'])

// A folder with more than this is everything: that a pipeline applies it says nothing about one of them.
const MOST_TARGETS = 100

/**
 * Links with ends that a unit could not know replaced by what the whole knows: `path:<file or folder>` by the infrastructure that is declared
 * there, a workload without a namespace by the only one of that name, and the image that a pipeline builds in a folder by a link from
 * the deployable of that folder. What can't be resolved is left out where it names a place, else kept as it is. Pure.
 */
export function resolveLinks(
  links: readonly Link[],
  infrastructure: readonly Infrastructure[],
  deployables: readonly Deployable[],
): Link[] {
  const shortNames = byShortName(infrastructure)
  const folders = new Set(deployables.map(({ path }) => path))
  return links.flatMap((link): Link[] => {
    if (link.to.startsWith('path:')) return toDeclared(link, infrastructure)
    if (link.kind === 'contains' && link.from.startsWith('image:') && link.to.startsWith('deployable:')) {
      const path = nearestDeployable(link.to.slice('deployable:'.length), folders)
      return path === undefined
        ? []
        : [{ ...link, from: `deployable:${path}`, kind: 'builds', to: link.from }]
    }
    const [only, another] = shortNames.get(link.to) ?? []
    return [only && !another ? { ...link, to: only } : link]
  })
}

function toDeclared(link: Link, infrastructure: readonly Infrastructure[]): Link[] {
  const path = link.to.slice('path:'.length).replace(/\/+$/, '')
  const below = infrastructure.filter(
    ({ kind, file }) => DEPLOYED.has(kind) && (path === '.' || file === path || file.startsWith(`${path}/`)),
  )
  if (below.length > MOST_TARGETS) return []
  return below.map(({ kind, name }) => ({ ...link, to: `${kind}:${name}` }))
}

/** `workload:Deployment/api` → the ends `workload:Deployment/<namespace>/api` that may be meant. */
function byShortName(infrastructure: readonly Infrastructure[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { kind, name } of infrastructure) {
    const [type, , own, ...more] = name.split('/')
    if (!own || more.length > 0) continue
    const short = `${kind}:${type}/${own}`
    found.set(short, [...new Set([...(found.get(short) ?? []), `${kind}:${name}`])])
  }
  return found
}
