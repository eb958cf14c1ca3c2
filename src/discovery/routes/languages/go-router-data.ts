import type { SgNode } from '@ast-grep/napi'
import type { Framework, RouteFact } from '../contract.ts'
import type { RouterShape } from './go-names.ts'
import type { GoFile } from './go-scopes.ts'

/** How a method of a router adds a route; numbers are positions of arguments from 0. */
export interface RouteMethod {
  /** Methods that it answers; left out with `methodAt`. */
  methods?: readonly string[]
  methodAt?: number
  path: number
  /** Where the handler stands; `last` when middleware stands before it. */
  handler: number | 'last'
}

/** How a method of a router makes or fills another one. */
export interface GroupMethod {
  prefix?: number
  /** A function that takes the new router. */
  closure?: number
  /** First argument that is middleware; all after it are as well. */
  guards?: number
  /** A router that is hung in. */
  child?: number
}

/** Everything that tells one Go framework from another. */
export interface GoRouters extends Omit<Framework, 'rules' | 'language'> {
  types: RegExp
  makers: RegExp
  routes: Readonly<Record<string, RouteMethod>>
  groups: Readonly<Record<string, GroupMethod>>
  /** Methods that add middleware to the router. */
  use: ReadonlySet<string>
  /** The first of several arguments of these is a path below which it holds: Fiber. */
  usePath?: true
  /** The framework's path as a template. */
  template(path: string): string
  /** For patterns that say the method as well. */
  pattern?(path: string): { method?: string; path: string }
  /** What a call means that has no place in the tables; undefined = nothing of its own. */
  extra?(call: SgNode, go: GoFile, shape: RouterShape): RouteFact[] | undefined
  /** What functions give that hand a router out as something else: `http.Handler`. */
  results?: RegExp
}
