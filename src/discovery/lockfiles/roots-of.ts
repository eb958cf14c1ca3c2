import { folderOf } from '../source/folder-of.ts'
import type { LockedRoot, LockFact, ManifestFact, Use } from './contract.ts'

/** Manifests by sort and folder. */
export type Manifests = ReadonlyMap<string, ManifestFact>

export const manifestKey = (sort: string, folder: string): string => `${sort} ${folder}`

/**
 * What a lockfile locks for. Lockfiles that do not tell what is direct are asked with the words of the manifests: the one beside it, and
 * those of the members of a workspace.
 */
export function rootsOf(path: string, fact: LockFact, manifests: Manifests): LockedRoot[] {
  const { manifest: sort, roots } = fact
  if (!sort)
    return roots.length > 0
      ? roots.map((root) => ({ ...nameIn(manifests, root.folder), ...root }))
      : [{ folder: folderOf(path), uses: [] }]
  const found = new Map(fact.found ?? [])
  const usesOf = ({ asks }: ManifestFact): Use[] =>
    asks.flatMap(({ name, range, scope }) =>
      lead(found, name, range).map((key) => ({ key, scope, ...(range ? { range } : {}) })),
    )
  if (sort === 'cargo') return cargoRoots(roots, path, manifests, usesOf)
  if (roots.length > 0)
    return roots.map((root) => {
      const own = manifests.get(manifestKey(sort, root.folder))
      return own ? { ...root, ...named(own), uses: usesOf(own) } : root
    })
  const folder = folderOf(path)
  const main = manifests.get(manifestKey(sort, folder))
  if (!main) return [{ folder, uses: [] }]
  const members = main.members ? membersOf(folder, main.members, sort, manifests) : []
  return [[folder, main] as const, ...members].map(([place, one]) => ({
    folder: place,
    ...named(one),
    uses: usesOf(one),
  }))
}

const named = (one: ManifestFact | undefined) => ({
  ...(one?.name ? { name: one.name } : {}),
  ...(one?.version ? { version: one.version } : {}),
})

/** What a manifest of any sort calls what lies in a folder. */
const nameIn = (manifests: Manifests, folder: string) =>
  named(
    (['npm', 'python', 'composer', 'mix'] as const)
      .map((sort) => manifests.get(manifestKey(sort, folder)))
      .find((one) => one?.name),
  )

/** A request as lockfiles write it; without the range where they only know names. */
const lead = (found: ReadonlyMap<string, string[]>, name: string, range = ''): string[] =>
  found.get(`${name}@${range}`) ??
  found.get(`${name}@npm:${range}`) ??
  found.get(name) ??
  workspaceKey(found, name, range)

/** Members of a workspace are asked for by any range that fits. */
const workspaceKey = (found: ReadonlyMap<string, string[]>, name: string, range: string): string[] =>
  range.startsWith('workspace:') ? (found.get(`${name}@workspace:${range.slice(10)}`) ?? []) : []

function membersOf(folder: string, globs: readonly string[], sort: string, manifests: Manifests) {
  const patterns = globs
    .slice(0, 100)
    .filter((glob) => !glob.startsWith('!'))
    .map(globPattern)
  return [...manifests].flatMap(([key, one]): [string, ManifestFact][] => {
    const place = key.slice(key.indexOf(' ') + 1)
    if (one.sort !== sort || place === folder) return []
    const inside =
      folder === '' ? place : place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : undefined
    return inside !== undefined && patterns.some((pattern) => pattern.test(inside)) ? [[place, one]] : []
  })
}

/** `packages/*`, `apps/**`: the rest of globs is not used for members. */
const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .slice(0, 200)
      .replace(/^\.\//, '')
      .replace(/\/$/, '')
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*{2,}/g, '\u0000')
      .replaceAll('*', '[^/]*')
      .replaceAll('\u0000', '.*')}$`,
  )

/** Members are known by name; their manifests tell what is only for building and testing, and where they lie. */
function cargoRoots(
  roots: readonly LockedRoot[],
  path: string,
  manifests: Manifests,
  usesOf: (manifest: ManifestFact) => Use[],
): LockedRoot[] {
  const folder = folderOf(path)
  const byName = new Map<string, [string, ManifestFact]>()
  for (const [key, one] of manifests) {
    const place = key.slice(key.indexOf(' ') + 1)
    const below = folder === '' || place === folder || place.startsWith(`${folder}/`)
    if (one.sort === 'cargo' && one.name && below) byName.set(one.name, [place, one])
  }
  return roots.map((root) => {
    const own = byName.get(root.name ?? '')
    if (!own) return root
    const [place, manifest] = own
    const locked = new Set(root.uses.map(({ key }) => key))
    const said = usesOf(manifest).filter(({ key }) => locked.has(key))
    const told = new Set(said.map(({ key }) => key))
    return { ...root, folder: place, uses: [...said, ...root.uses.filter(({ key }) => !told.has(key))] }
  })
}
