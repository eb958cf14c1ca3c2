import type { Link } from '../contract.ts'
import type { Candidate } from './find-deployables.ts'
import { nearestAbove } from './find-deployables.ts'
import { joined } from './read-builds.ts'

/** Deployables that build on others of the same tree: by the path of a project, or by the name of a package that one of them is. */
export function linksOfUse(found: ReadonlyMap<string, Candidate>): Link[] {
  const byName = new Map<string, string>()
  for (const { path, facts } of found.values()) for (const { name } of facts) if (name) byName.set(name, path)
  const links = new Map<string, Link>()
  const add = (from: string, to: string, manifest: string, words: string, confidence: number) => {
    if (from === to) return
    const key = `${from}\n${to}`
    if (!links.has(key))
      links.set(key, {
        from: `deployable:${from || '.'}`,
        kind: 'uses',
        to: `deployable:${to || '.'}`,
        evidence: `${manifest} ${words}`,
        confidence,
      })
  }
  for (const { path, facts, manifests } of found.values())
    for (const { locals, packages } of facts) {
      for (const local of locals) {
        const folder = local.startsWith(':')
          ? gradleFolder(local, found)
          : nearestAbove(joined(path, local), found)
        if (folder !== undefined) add(path, folder, manifests[0] ?? path, local, 0.95)
      }
      for (const one of packages) {
        const to = byName.get(one) ?? byName.get(one.slice(one.indexOf(':') + 1))
        if (to !== undefined) add(path, to, manifests[0] ?? path, one, 0.85)
      }
    }
  return [...links.values()]
}

/** `:lib:core` is the folder `lib/core` below the build's root. */
function gradleFolder(local: string, found: ReadonlyMap<string, Candidate>): string | undefined {
  const tail = local.slice(1).replaceAll(':', '/')
  return [...found.keys()].find((path) => path === tail || path.endsWith(`/${tail}`))
}
