import type { NoteFact, RouteFact } from '../contract.ts'

/** What a file of routes says: complete as far as this file goes. */
export interface RailsRoutes {
  routes: RailsRoute[]
  /** `draw :api`: another file, below this path and module. */
  draws: { name: string; path: string; module: string }[]
  /** `mount Shop::Engine => '/shop'`. */
  mounts: { engine: string; path: string; line: number; authentication?: string }[]
  /** What draws: `Rails.application`, `Shop::Engine`; '' for a file that another one draws. */
  owner: string
}

export interface RailsRoute {
  method: string
  path: string
  /** `api/v1/users`; '' when something else than a controller answers. */
  controller: string
  action: string
  line: number
  /** One of the seven that `resources` makes by itself. */
  implied?: true
  authentication?: string
  /** What answers when it is no controller. */
  handler?: string
}

export interface RailsFilter {
  /** Names, or the word in a block that asks who is calling. */
  names: string[]
  only?: string[]
  except?: string[]
  skip?: true
}

/** A controller, or a module that controllers include. */
export interface RailsController {
  base?: string
  includes: string[]
  actions: Record<
    string,
    { line: number; uses?: string[]; parameters?: { name: string; in: 'query' | 'body' }[] }
  >
  filters: RailsFilter[]
  /** Methods that are called as if they asked who is calling, but turn nobody away. */
  soft?: string[]
}

export interface RailsNotes {
  routes: RailsRoutes
  controller: RailsController
  /** `config.api_only = true` */
  'api-only': true
  /** `isolate_namespace Shop` of an engine: its controllers stand below. */
  isolated: { namespace: string }
}

export const railsNote = <Kind extends keyof RailsNotes>(
  kind: Kind,
  name: string,
  line: number,
  data: RailsNotes[Kind],
): NoteFact => ({ fact: 'note', kind, name, line, framework: 'rails', data })

export const railsData = <Kind extends keyof RailsNotes>(
  fact: RouteFact,
  kind: Kind,
): RailsNotes[Kind] | undefined =>
  fact.fact === 'note' && fact.framework === 'rails' && fact.kind === kind
    ? (fact.data as RailsNotes[Kind])
    : undefined
