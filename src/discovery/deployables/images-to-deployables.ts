import { imageLeaf } from '../../formats/infrastructure/images/image-name.ts'
import { storeOfImage } from '../../formats/infrastructure/images/stores.ts'
import type { Deployable, Infrastructure, Link } from '../contract.ts'

/**
 * The last resort of the graph: images that workloads run, that nothing is seen to build, and that are called like a deployable with a
 * Dockerfile: `deployable:<path> builds image:<name>`, with little confidence. For the whole, once all units have said what they know.
 */
export function imagesToDeployables(
  deployables: readonly Deployable[],
  infrastructure: readonly Infrastructure[],
  links: readonly Link[],
): Link[] {
  const built = new Set(
    links.flatMap(({ kind, from, to }) => (kind === 'builds' && from.startsWith('deployable:') ? [to] : [])),
  )
  const run = new Set(links.flatMap(({ kind, to }) => (kind === 'runs' ? [to] : [])))
  const byName = new Map<string, Deployable[]>()
  for (const one of deployables) {
    if (one.kind === 'library') continue
    for (const name of new Set(namesOf(one))) byName.set(name, [...(byName.get(name) ?? []), one])
  }
  const byLeaf = unqualified(links)
  const done = new Set<string>()
  return infrastructure.flatMap((item): Link[] => {
    const end = `image:${item.name}`
    if (item.kind !== 'image' || built.has(end) || !run.has(end) || done.has(end) || storeOfImage(item.name))
      return []
    done.add(end)
    const builder = byLeaf.get(imageLeaf(item.name))
    if (builder)
      return [
        {
          ...builder,
          to: end,
          evidence: `${builder.evidence}; ${item.file}:${item.line} image ${item.name}`,
          confidence: 0.7,
        },
      ]
    for (const [name, confidence] of spellings(item)) {
      const found = byName.get(name) ?? []
      const withDockerfile = found.filter(({ manifests }) =>
        manifests.some((path) => /Dockerfile|Containerfile/i.test(path)),
      )
      const [only, ...others] = withDockerfile.length > 0 ? withDockerfile : found
      if (!only || others.length > 0) continue
      return [
        {
          from: `deployable:${only.path}`,
          kind: 'builds',
          to: end,
          evidence: `${item.file}:${item.line} image ${item.name} is called like ${only.path}`,
          confidence: withDockerfile.length > 0 ? confidence : confidence - 0.1,
        },
      ]
    }
    return []
  })
}

/** Images that are built under a name without a registry, which a tool puts in front of it later: Skaffold's, those of scripts. */
function unqualified(links: readonly Link[]): Map<string, Link> {
  const found = new Map<string, Link | undefined>()
  for (const one of links) {
    const name = one.to.slice('image:'.length)
    if (one.kind !== 'builds' || !one.from.startsWith('deployable:') || name.includes('/')) continue
    found.set(name, found.has(name) && found.get(name)?.from !== one.from ? undefined : one)
  }
  return new Map([...found].flatMap(([name, link]) => (link ? [[name, link] as const] : [])))
}

const normal = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const namesOf = ({ name, path }: Deployable): string[] => {
  const folder = path.slice(path.lastIndexOf('/') + 1)
  const own = name.slice(name.lastIndexOf('/') + 1)
  const tail = own.slice(own.lastIndexOf('.') + 1)
  // The last words of a name in a folder that says little: `src/cart/src` is `cart`.
  const parent = /^(?:src|app|code|service)$/.test(folder) ? path.split('/').at(-2) : undefined
  return [folder, own, tail, ...(parent ? [parent] : [])]
    .map(normal)
    .filter((one) => (one.length > 1 && !/^(?:src|app|api|code)$/.test(one)) || one === 'api')
}

/** How an image's name may be that of a deployable: as a whole, without what stands before the first `-` or `_`, without `service`. */
function spellings({ name }: Infrastructure): [string, number][] {
  const tag =
    name.lastIndexOf(':') > name.lastIndexOf('/') ? name.slice(name.lastIndexOf(':') + 1) : undefined
  const leaf = imageLeaf(tag === undefined ? name : name.slice(0, name.lastIndexOf(':')))
  const parts = leaf.split(/[-_.]/)
  return [
    [normal(leaf), 0.6],
    ...(tag ? [[normal(tag.replace(/^(?:latest|v?[\d.]+)-/, '')), 0.6] as [string, number]] : []),
    ...(parts.length > 1 ? [[normal(parts.slice(1).join('')), 0.5] as [string, number]] : []),
    [normal(leaf).replace(/(?:service|svc|image)$/, ''), 0.5],
    [`${normal(leaf)}service`, 0.5],
  ]
}
