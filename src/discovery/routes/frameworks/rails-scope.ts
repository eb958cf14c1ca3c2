import type { SgNode } from '@ast-grep/napi'
import { joinPaths } from '../names.ts'
import type { RailsRoute, RailsRoutes } from './rails-notes.ts'

/** Where a statement of a file of routes stands. */
export interface RailsScope {
  path: string
  /** `api/v1` */
  module: string
  controller?: string
  resource?: { controller: string; collection: string; member: string; nested: string }
  /** Inside of `member` or `collection`: paths stand as they are. */
  shallow?: string
  authentication?: string
  variables: ReadonlyMap<string, string>
  /** Names of `only` and `except` that a scope hands on. */
  only?: string[]
  except?: string[]
  param?: string
}

/** What is gathered of one file. */
export interface RailsFile extends RailsRoutes {
  concerns: Map<string, SgNode>
  depth: number
}

// Routes that one file may say: loops in loops must end.
const MOST_ROUTES = 20_000

/** Adds a route where the scope stands. */
export function addRoute(
  file: RailsFile,
  scope: RailsScope,
  route: Omit<RailsRoute, 'authentication' | 'path'> & { path: string },
): void {
  if (file.routes.length >= MOST_ROUTES) throw new Error(`more than ${MOST_ROUTES} routes in one file`)
  const { authentication } = scope
  file.routes.push({
    ...route,
    path: joinPaths(railsPath(route.path)),
    ...(authentication ? { authentication } : {}),
  })
}

/** `/users/:id(.:format)` as `/users/{id}`; optional parts are left out. */
export function railsPath(path: string): string {
  let bare = path
  for (let before = ''; before !== bare && bare.includes('('); ) {
    before = bare
    bare = bare.replace(/\([^()]*\)/g, '')
  }
  return bare.replace(/(?<![\w{])[:*]([A-Za-z_]\w*)/g, '{$1}')
}

/** Modules and controller put together: `api/v1` and `users`; one that begins with `/` stands alone. */
export const inModule = (module: string, controller: string): string =>
  controller.startsWith('/') ? controller.slice(1) : [module, controller].filter(Boolean).join('/')
