import { folderOf } from '../source/folder-of.ts'
import type { LockedPackage, LockFact, SbtBuild } from './contract.ts'
import { lock } from './lock.ts'

/** What builds of sbt declare, with the names that their artifacts have for the build's version of Scala: `akka-actor_2.13`. */
export function settleSbt(builds: ReadonlyMap<string, SbtBuild>): Map<string, LockFact> {
  const scalas = new Map(
    [...builds].flatMap(([path, { scala }]) => (scala ? [[projectOf(path), scala]] : [])),
  )
  return new Map(
    [...builds].flatMap(([path, { modules }]) => {
      const folder = projectOf(path)
      const suffix = suffixOf(scalas.get(folder) ?? scalas.get(''))
      const packages = modules.map(
        ({ name, cross, version }): LockedPackage => ({
          key: name,
          type: 'maven',
          name: cross ? `${name}${suffix}` : name,
          ...(version ? { version } : {}),
        }),
      )
      const uses = modules.map(({ name, version, scope }) => ({
        key: name,
        scope,
        ...(version ? { range: version } : {}),
      }))
      const open = packages.filter(({ version }) => version === undefined).length
      const flaws =
        open > 0
          ? [
              `${open} dependencies get their version from elsewhere: they are listed without one and match no advisory.`,
            ]
          : []
      return packages.length > 0 ? [[path, lock(packages, { roots: [{ folder, uses }], flaws })]] : []
    }),
  )
}

/** What lies in `project/` is of the folder that it lies in. */
const projectOf = (path: string): string => folderOf(path).replace(/(?:^|\/)project(?:\/.*)?$/, '')

/** By the versions that are binary compatible; nothing where the build does not tell. */
function suffixOf(scala = ''): string {
  const [major, minor] = scala.split('.')
  if (major === '3') return '_3'
  return major === '2' && minor ? `_2.${minor}` : ''
}
