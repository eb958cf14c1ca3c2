import type { FileFacts, Tree } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import type { Mount, NoteFact, RouteFact } from '../contract.ts'
import { joinFolder } from '../languages/javascript-modules.ts'

/** One call of `register(autoload, …)`. */
export interface Autoload {
  parent: string
  /** Relative to the file. */
  dir: string
  prefix: string
  /** Folders' names stand in the paths. */
  folders: boolean
  /** `_id` is a parameter. */
  parameters: boolean
}

const SOURCE = /(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/
const HOOKS = /^[_.]?auto_?hooks\.[cm]?[jt]s$/i

/** Mounts of the files that @fastify/autoload loads: folders are prefixes, hooks of a folder hold for all that is below it. */
export function autoloaded(files: readonly FileFacts<RouteFact>[], tree: Tree): FileFacts<RouteFact>[] {
  const prefixes = new Map<string, string>()
  for (const { path, facts } of files)
    for (const fact of facts)
      if (fact.fact === 'constant' && /^(?:default\.)?(?:autoPrefix|prefixOverride)$/.test(fact.name))
        prefixes.set(path, fact.value)
  return files.flatMap(({ path, facts }) => {
    const notes = facts.filter(
      (one): one is NoteFact<Autoload> =>
        one.fact === 'note' && one.framework === 'fastify' && one.kind === 'autoload',
    )
    const more = notes.flatMap((note) => mountsOf(path, note, tree, prefixes))
    return more.length > 0 ? [{ path, facts: more }] : []
  })
}

function mountsOf(
  path: string,
  { line, data }: NoteFact<Autoload>,
  tree: Tree,
  prefixes: Map<string, string>,
): RouteFact[] {
  const from = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const root = joinFolder(from, data.dir)
  const start = root === '' ? '' : `${root}/`
  const own = tree.paths.filter((one) => one.startsWith(start) && one !== path && SOURCE.test(one))
  const hooks = new Map(
    own.filter((one) => HOOKS.test(one.slice(one.lastIndexOf('/') + 1))).map((one) => [folderOf(one), one]),
  )
  const local = (one: string): string => `file ${one.slice(start.length).replace(SOURCE, '')}`
  const aboveOf = (folder: string, except: string): string => {
    for (let at = folder; at.length >= root.length; at = folderOf(at)) {
      const found = hooks.get(at)
      if (found && found !== except) return `${local(found)}(0)`
      if (at === '') break
    }
    return data.parent
  }
  return own.flatMap((one): RouteFact[] => {
    const folder = folderOf(one)
    const isHooks = hooks.get(folder) === one
    const parent =
      isHooks && folder === root ? data.parent : aboveOf(isHooks ? folderOf(folder) : folder, one)
    const mount: Mount = {
      fact: 'mount',
      framework: 'fastify',
      line,
      parent,
      child: `${local(one)}(0)`,
      // The whole prefix stands at the files; hooks' own mounts add none.
      prefix: isHooks ? '' : prefixOf(folder.slice(start.length), prefixes.get(one), data),
    }
    return [{ fact: 'import', local: local(one), module: `/${one}`, name: '*' }, mount]
  })
}

function prefixOf(
  folders: string,
  given: string | undefined,
  { prefix, folders: inPath, parameters }: Autoload,
): string {
  const steps = inPath ? folders.split('/').filter(Boolean) : []
  const names = steps.map((one) =>
    parameters ? one.replace(/^_{2}(.+)/, '_$1').replace(/^_(\w+)$/, '{$1}') : one,
  )
  if (given !== undefined) names.splice(-1, 1, given)
  return [prefix, ...names].join('/')
}
