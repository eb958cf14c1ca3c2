import type { FileFacts } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import type { Framework, RouteFact, RouteLanguage } from './contract.ts'

/**
 * Tells whether a framework is in use where a file stands: the file imports it, a manifest in one of the folders above asks for it (in .NET: any
 * file of the project imports it), or, where no manifest stands above, any file of the tree imports it. So `app.get('/x')` is Express in one folder and Koa in another.
 */
export function frameworksInUse(
  files: readonly FileFacts<RouteFact>[],
  frameworks: ReadonlyMap<string, Framework>,
  languageOf: (path: string) => RouteLanguage | undefined,
): (file: string, framework: string) => boolean {
  // A package.json says nothing of the Python beside it.
  const spoken = new Map<string, string | undefined>()
  const idOf = (file: string): string | undefined => {
    if (!spoken.has(file)) spoken.set(file, languageOf(file)?.id)
    return spoken.get(file)
  }
  const manifestsAt = (file: string, folder: string): string => `${idOf(file)}\0${folder}`
  // The same few packages are named in every file.
  const meanings = new Map<string, string[]>()
  const meantBy = (name: string): string[] => {
    const known = meanings.get(name)
    if (known) return known
    const ids = [...frameworks.values()].flatMap(({ id, packages }) =>
      packages.some((one) => isOf(one, name)) ? [id] : [],
    )
    meanings.set(name, ids)
    return ids
  }
  const imported = new Map<string, Set<string>>()
  const anywhere = new Set<string>()
  const asked = new Map<string, Set<string>>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      const name = fact.fact === 'import' ? fact.module : fact.fact === 'dependency' ? fact.name : undefined
      if (name === undefined) continue
      const place = fact.fact === 'import' ? path : manifestsAt(path, placeOf(path))
      const own = fact.fact === 'import' ? imported : asked
      const found = own.get(place) ?? new Set()
      own.set(place, found)
      for (const id of meantBy(name)) {
        found.add(id)
        if (fact.fact === 'import') anywhere.add(id)
      }
    }
  // A project of .NET has what the projects have that it refers to: a file of it that imports a framework tells of all.
  for (const [file, ids] of imported) {
    if (idOf(file) !== 'csharp') continue
    for (const id of ids) asked.get(projectOf(file))?.add(id)
  }
  function projectOf(file: string): string {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      const place = manifestsAt(file, folder)
      if (folder === '' || asked.has(place)) return place
    }
  }
  return (file, framework) => {
    if (frameworks.get(framework)?.standard || imported.get(file)?.has(framework)) return true
    let manifests = false
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      const own = asked.get(manifestsAt(file, folder))
      if (own?.has(framework)) return true
      manifests ||= own !== undefined
      if (folder === '') return !manifests && anywhere.has(framework)
    }
  }
}

/** The folder that a manifest speaks for: `requirements/base.txt` speaks for the one above. */
const placeOf = (manifest: string): string => folderOf(manifest).replace(/(^|\/)requirements$/, '')

const isOf = (wanted: string, name: string): boolean =>
  wanted === name || (/[/.]$/.test(wanted) && name.startsWith(wanted))
