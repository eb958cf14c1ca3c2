import type { FileFacts } from '../../contract.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { joinPaths } from '../names.ts'
import { askedBefore, RailsControllers } from './rails-lineage.ts'
import { type RailsRoute, type RailsRoutes, railsData } from './rails-notes.ts'

type Weave = NonNullable<Framework['weave']>

/** Says which controller answers each route, with what stands before it; routes whose action nobody wrote are none. */
export const weaveRails: Weave = (files, tree) => {
  const controllers = new RailsControllers(files)
  const routes = new Map<string, RailsRoutes[]>()
  const apiOnly = new Set<string>()
  const isolated = new Map<string, string>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      const data = railsData(fact, 'routes')
      if (data) routes.set(path, [...(routes.get(path) ?? []), data])
      const own = railsData(fact, 'isolated')
      if (own && fact.fact === 'note') isolated.set(fact.name, placeOf(own.namespace))
      if (railsData(fact, 'api-only')) apiOnly.add(path.replace(/(?:^|\/)config\/application\.rb$/, ''))
    }
  const templates = templatesOf(tree.paths)
  const mountedAt = mountsOf(routes)

  const answered = (
    file: string,
    one: RailsRoute,
    prefix: string,
    module: string,
    around?: string,
  ): Route[] => {
    const root = file.replace(/(?:^|\/)config\/routes.*$/, '')
    if (one.implied && /^(?:new|edit)$/.test(one.action) && apiOnly.has(root)) return []
    const place = one.controller ? [module, one.controller].filter(Boolean).join('/') : ''
    const held = place ? controllers.at(place, file) : undefined
    const base: Route = {
      fact: 'route',
      method: one.method,
      path: joinPaths(prefix, one.path),
      line: one.line,
      framework: 'rails',
      handler: one.handler ?? (place ? `${place}#${one.action}` : undefined),
    } as Route
    const outer = one.authentication ?? around
    if (!held) return [{ ...base, ...(outer ? { authentication: outer } : {}) }]
    const { all, open } = controllers.lineage(held)
    const owner = all.find(({ data }) => Object.hasOwn(data.actions, one.action))
    if (!owner && !open && !templates.has(`${place}/${one.action}`)) return []
    const action = owner?.data.actions[one.action]
    const authentication = outer ?? askedBefore(all, one.action, controllers.filters)
    const inBody = /^(?:POST|PUT|PATCH)$/.test(one.method)
    return [
      {
        ...base,
        handlerFile: owner?.file ?? held.file,
        handlerLine: action?.line ?? held.line,
        ...(authentication ? { authentication } : {}),
        ...(action?.uses ? { uses: action.uses } : {}),
        ...(action?.parameters
          ? {
              parameters: action.parameters
                .filter(({ name }) => !base.path.includes(`{${name}}`))
                .map(({ name }) => ({ name, in: inBody ? ('body' as const) : ('query' as const) })),
            }
          : {}),
      },
    ]
  }

  const said: FileFacts<RouteFact>[] = []
  const draw = (
    file: string,
    all: readonly RailsRoutes[],
    prefix: string,
    module: string,
    seen: readonly string[],
    around?: string,
  ): void => {
    if (seen.includes(file) || seen.length > 8) return
    for (const own of all) {
      const mounts =
        own.owner === ''
          ? [{ path: '', authentication: undefined }]
          : (mountedAt.get(own.owner) ?? [{ path: '', authentication: undefined }])
      for (const mount of mounts) {
        const at = joinPaths(prefix, mount.path)
        const outer = mount.authentication ?? around
        const inner = [isolated.get(own.owner), module].filter(Boolean).join('/')
        said.push({ path: file, facts: own.routes.flatMap((one) => answered(file, one, at, inner, outer)) })
        for (const one of own.draws) {
          const drawn = `${file.replace(/config\/routes.*$/, '')}config/routes/${one.name}.rb`
          draw(
            drawn,
            routes.get(drawn) ?? [],
            joinPaths(at, one.path),
            [inner, one.module].filter(Boolean).join('/'),
            [...seen, file],
            outer,
          )
        }
      }
    }
  }
  const drawn = new Set(
    [...routes].flatMap(([file, all]) =>
      all.flatMap(({ draws }) =>
        draws.map(({ name }) => `${file.replace(/config\/routes.*$/, '')}config/routes/${name}.rb`),
      ),
    ),
  )
  for (const [file, all] of routes) if (!drawn.has(file)) draw(file, all, '', '', [])
  return said
}

/** Where engines of the tree are mounted: `Shop::Engine` → paths. */
function mountsOf(
  routes: ReadonlyMap<string, RailsRoutes[]>,
): Map<string, { path: string; authentication?: string | undefined }[]> {
  const found = new Map<string, { path: string; authentication?: string | undefined }[]>()
  for (const all of routes.values())
    for (const { mounts } of all)
      for (const { engine, path, authentication } of mounts) {
        const name = engine.replace(/^::/, '')
        found.set(name, [...(found.get(name) ?? []), { path, authentication }].slice(0, 8))
      }
  return found
}

/** `users/show` of every template: an action without a function answers with its template. */
function templatesOf(paths: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (const path of paths) {
    const [, place, action] = /(?:^|\/)app\/views\/(.+)\/([^/.]+)\.[^/]+$/.exec(path) ?? []
    if (place && action) found.add(`${place}/${action}`)
  }
  return found
}

/** `Shop::Admin` as `shop/admin`. */
const placeOf = (name: string): string =>
  name
    .replace(/^::/, '')
    .replaceAll('::', '/')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
