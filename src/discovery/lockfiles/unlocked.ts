import type { DiscoveryProblem, FileFacts } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import type { LockFact, LockfileFact, ManifestSort } from './contract.ts'

/** Package URL types of what manifests ask for. Gradle's builds pin versions by themselves. */
const TYPES: Partial<Record<ManifestSort, string>> = {
  npm: 'npm',
  python: 'pypi',
  pipenv: 'pypi',
  cargo: 'cargo',
  composer: 'composer',
  bundler: 'gem',
  mix: 'hex',
  pub: 'pub',
}

/**
 * One problem for all manifests that ask for packages of which no lockfile beside or above them, where a workspace keeps it, says the
 * versions: what is not pinned is no component, and nobody should take its absence for safety.
 */
export function unlocked(
  files: readonly FileFacts<LockfileFact>[],
  locks: ReadonlyMap<string, LockFact>,
): DiscoveryProblem[] {
  const pinned = new Set(
    [...locks].flatMap(([path, { packages }]) =>
      packages.map(({ type, version }) => (version ? `${type} ${folderOf(path)}` : '')),
    ),
  )
  const paths = files.flatMap(({ path, facts }) =>
    facts.some((fact) => {
      const type = fact.fact === 'manifest' && fact.asks.length > 0 ? TYPES[fact.sort] : undefined
      return type && !foldersAbove(folderOf(path)).some((folder) => pinned.has(`${type} ${folder}`))
    })
      ? [path]
      : [],
  )
  const [first] = paths
  if (first === undefined) return []
  const named = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`
  const message = `No lockfile says which versions of their packages are in use, so that these are missing among the components: ${named} (${paths.length} in all). Commit their lockfiles.`
  return [{ where: first, message }]
}

/** A folder and those that it lies in, up to '', the root of the tree. */
function foldersAbove(folder: string): string[] {
  const above = [folder]
  for (let place = folder; place !== ''; above.push(place)) place = folderOf(place)
  return above
}
