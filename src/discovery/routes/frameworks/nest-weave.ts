import type { FileFacts, Tree } from '../../contract.ts'
import type { Framework, NoteFact, Route, RouteFact } from '../contract.ts'
import { fillConstants, joinPaths } from '../names.ts'
import {
  type NestAction,
  type NestApp,
  type NestController,
  type NestMiddleware,
  nestNotes,
} from './nest-notes.ts'

type Find = Parameters<NonNullable<Framework['weave']>>[2]
type Known = Map<string, NoteFact<NestController>>

const DEEPEST = 5

/** What holds for all routes below a folder. */
interface App extends NestApp {
  folder: string
  guard?: string
  middleware: NestMiddleware[]
}

/** Routes of all controllers: prefix of the application, version, path of the module, of the controller, of the method. */
export function nestRoutes(
  files: readonly FileFacts<RouteFact>[],
  _tree: Tree,
  find: Find,
): FileFacts<RouteFact>[] {
  const controllers: Known = new Map()
  for (const { path, facts } of files)
    for (const one of nestNotes(facts, 'controller')) controllers.set(`${path}\0${one.name}`, one)
  const apps = appsOf(files, find)
  const modules = modulePaths(files, find)
  return files.flatMap(({ path, facts }) => {
    const routes = nestNotes(facts, 'controller').flatMap((note) => {
      if (!note.data.paths) return []
      const app = appOf(apps, path)
      return routesOf(path, note, app, modules.get(`${path}\0${note.name}`) ?? [''], controllers, find)
    })
    return routes.length > 0 ? [{ path, facts: routes }] : []
  })
}

function routesOf(
  file: string,
  note: NoteFact<NestController>,
  app: App | undefined,
  modulePaths_: string[],
  controllers: Known,
  find: Find,
): Route[] {
  const { data } = note
  const actions = actionsOf(file, note, controllers, find, 0)
  return actions.flatMap(({ action, from }) => {
    const versions =
      app?.versions === undefined ? [] : (action.versions ?? data.versions ?? app.defaultVersions ?? [])
    const steps = versions.length > 0 ? versions.map((one) => (one ? `${app?.versions}${one}` : '')) : ['']
    const own = action.authentication ?? data.authentication ?? from.authentication
    const plain = (data.paths ?? ['']).flatMap((path) => action.paths.map((below) => joinPaths(path, below)))
    const said = {
      fact: 'route' as const,
      framework: 'nest',
      line: action.line,
      handler: `${note.name}.${action.handler}`,
      handlerLine: action.handlerLine,
      ...(from.file === file ? {} : { handlerFile: from.file }),
      ...(action.parameters.length > 0 ? { parameters: action.parameters } : {}),
      ...(action.uses.length > 0 ? { uses: action.uses } : {}),
    }
    return modulePaths_.flatMap((module) =>
      plain.flatMap((path) => {
        const prefix = isExcluded(app?.exclude ?? [], joinPaths(module, path)) ? '' : app?.prefix
        return steps.flatMap((version) =>
          action.methods.map((method): Route => {
            const authentication =
              own ?? middlewareOver(app, note.name, method, joinPaths(module, path)) ?? app?.guard
            return {
              ...said,
              method,
              path: joinPaths(prefix, version, module, path),
              ...(authentication === undefined ? {} : { authentication }),
            }
          }),
        )
      }),
    )
  })
}

/** Own methods, and those of the classes above that are not said again. */
function actionsOf(
  file: string,
  note: NoteFact<NestController>,
  controllers: Known,
  find: Find,
  depth: number,
): { action: NestAction; from: { file: string; authentication?: string | false } }[] {
  const { actions, base, authentication } = note.data
  const from = { file, ...(authentication === undefined ? {} : { authentication }) }
  const own = actions.map((action) => ({ action, from }))
  const above = base && depth < DEEPEST ? find(file, base) : undefined
  const inherited = above && controllers.get(`${above.file}\0${above.name}`)
  if (!above || !inherited) return own
  const names = new Set(actions.map((one) => one.handler))
  return [
    ...own,
    ...actionsOf(above.file, inherited, controllers, find, depth + 1).filter(
      ({ action }) => !names.has(action.handler),
    ),
  ]
}

/** Folder of the application that a file starts: what is above of its sources. */
const appFolder = (path: string): string => {
  const at = path.search(/(?:^|\/)src\//)
  return at >= 0 ? path.slice(0, at) : path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function appsOf(files: readonly FileFacts<RouteFact>[], find: Find): App[] {
  const settings = new Map<string, string>()
  const constants = new Map<string, string>()
  for (const { path, facts } of files)
    for (const one of facts) {
      if (one.fact === 'constant') constants.set(`${path}\0${one.name}`, one.value)
      for (const { name, data } of one.fact === 'note' ? nestNotes([one], 'setting') : [])
        settings.set(name, data.value)
    }
  const apps = new Map<string, App>()
  const at = (path: string): App => {
    const folder = appFolder(path)
    const app = apps.get(folder) ?? { folder, middleware: [] }
    apps.set(folder, app)
    return app
  }
  for (const { path, facts } of files) {
    const filled = (text: string): string =>
      fillConstants(text, (name) => {
        const found = find(path, name)
        // A path in front of everything that only the surroundings know is none by default.
        return (
          (found && constants.get(`${found.file}\0${found.name}`)) ??
          (/path|base/i.test(name) ? '' : undefined)
        )
      })
    for (const { data } of nestNotes(facts, 'app')) {
      const { prefix, versions } = data
      const given = prefix ?? (data.setting && settings.get(data.setting))
      Object.assign(at(path), {
        ...data,
        ...(given === undefined ? {} : { prefix: filled(given) }),
        ...(versions === undefined ? {} : { versions: filled(versions) }),
      })
    }
    for (const { data } of nestNotes(facts, 'middleware')) at(path).middleware.push(data)
    for (const { data } of nestNotes(facts, 'guard')) at(path).guard ??= data.guard
  }
  return [...apps.values()].sort((a, b) => b.folder.length - a.folder.length)
}

const appOf = (apps: readonly App[], file: string): App | undefined =>
  apps.find(({ folder }) => folder === '' || file.startsWith(`${folder}/`)) ??
  (apps.length === 1 ? apps[0] : undefined)

/** Paths of the modules that controllers are in. */
function modulePaths(files: readonly FileFacts<RouteFact>[], find: Find): Map<string, string[]> {
  const paths = new Map<string, string[]>()
  for (const { path, facts } of files)
    for (const { data } of nestNotes(facts, 'paths'))
      for (const { module, path: own } of data.modules) {
        const found = find(path, module)
        if (found)
          paths.set(`${found.file}\0${found.name}`, [
            ...(paths.get(`${found.file}\0${found.name}`) ?? []),
            own,
          ])
      }
  const controllers = new Map<string, string[]>()
  if (paths.size === 0) return controllers
  for (const { path, facts } of files)
    for (const { name, data } of nestNotes(facts, 'module')) {
      const own = paths.get(`${path}\0${name}`)
      if (!own) continue
      for (const one of data.controllers) {
        const found = find(path, one)
        if (found) controllers.set(`${found.file}\0${found.name}`, own)
      }
    }
  return controllers
}

/** The middleware that stands in front of a route, where it is about who calls. */
function middlewareOver(
  app: App | undefined,
  controller: string,
  method: string,
  path: string,
): string | undefined {
  const fits = (one: { path: string; method: string }): boolean =>
    (one.method === 'ALL' || one.method === method) && isExcluded([one.path], path)
  return app?.middleware.find(
    ({ routes, controllers, exclude }) =>
      (controllers.includes(controller) || routes.some(fits)) && !exclude.some(fits),
  )?.guard
}

/** Whether a path is one of those that are given, or below one that ends in a star. */
function isExcluded(exclude: readonly string[], path: string): boolean {
  return exclude.some((one) => {
    const own = joinPaths(one.replace(/:(\w+)/g, '{$1}'))
    const open = /(?:\/?\{\/?\*\w*\}|\/?\(\.\*\)|\/?\*\w*)$/.exec(own)
    if (!open) return own === path
    const start = own.slice(0, open.index)
    return path === start || path.startsWith(`${start}/`)
  })
}
