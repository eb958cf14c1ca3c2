import { folderOf } from '../source/folder-of.ts'
import type { LockedPackage, LockFact, MsbuildProject, Use } from './contract.ts'
import { lock } from './lock.ts'

/**
 * What every project references, with the versions that it or the nearest `Directory.Packages.props` above names. A project whose folder
 * is in `locked` has a lockfile that tells more.
 */
export function settleMsbuild(
  projects: ReadonlyMap<string, MsbuildProject>,
  locked: ReadonlySet<string>,
): Map<string, LockFact> {
  const nearest = (path: string, name: string): MsbuildProject | undefined => {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const found = projects.get(folder ? `${folder}/${name}` : name)
      if (found || folder === '') return found
    }
  }
  const facts = new Map<string, LockFact>()
  for (const [path, project] of projects) {
    if (!/proj$/i.test(path) || locked.has(folderOf(path))) continue
    const above = [nearest(path, 'Directory.Packages.props'), nearest(path, 'Directory.Build.props')].filter(
      (one) => one !== undefined,
    )
    facts.set(path, factOf(path, project, above))
  }
  return facts
}

function factOf(path: string, project: MsbuildProject, above: readonly MsbuildProject[]): LockFact {
  const all = [...above, project]
  const values = new Map(all.flatMap(({ properties }) => properties))
  const central = new Map(
    all.flatMap(({ versions }) => versions).map(([name, version]) => [name.toLowerCase(), version]),
  )
  const test = project.test || /\.Tests?\.\w+$/i.test(path)
  const packages = new Map<string, LockedPackage>()
  const uses: Use[] = []
  let open = 0
  for (const { name, version, development, ifTest } of all.flatMap(({ references }) => references)) {
    if (ifTest && !test) continue
    const key = name.toLowerCase()
    const range = fill(version ?? central.get(key) ?? '', values)
    const pinned = exactly(range)
    if (packages.has(key)) continue
    if (pinned === undefined) open++
    packages.set(key, { key, type: 'nuget', name, ...(pinned ? { version: pinned } : {}) })
    const scope = test ? 'test' : development ? 'development' : 'runtime'
    uses.push({ key, scope, ...(pinned ? { range } : {}) })
  }
  return lock([...packages.values()], {
    roots: [{ folder: folderOf(path), name: path.replace(/^.*\/|\.\w+$/g, ''), uses }],
    flaws:
      open > 0
        ? [`${open} packages name no single version: they are listed without one and match no advisory.`]
        : [],
  })
}

/**
 * A bare version is the least one, as the first of `[1.0, 2)` is, and what is restored unless another asks for more; `1.*` and `(1.0, 2)`
 * name none. https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges
 */
const exactly = (text: string): string | undefined =>
  /^(?:(\d[\w.+-]*)|\[\s*(\d[\w.+-]*)\s*(?:\]|,[\s\d\w.+-]*[\])]))$/.exec(text.trim())?.slice(1).find(Boolean)

const fill = (text: string, values: ReadonlyMap<string, string>): string => {
  let filled = text
  for (let round = 0; round < 5 && filled.includes('$(') && filled.length < 1000; round++)
    filled = filled.replace(/\$\((\w{1,200})\)/g, (whole, name: string) => values.get(name) ?? whole)
  return filled
}
