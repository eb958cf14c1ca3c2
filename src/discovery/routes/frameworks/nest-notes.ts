import type { Parameter } from '../../contract.ts'
import type { NoteFact, RouteFact } from '../contract.ts'

/** One method of a controller that answers. */
export interface NestAction {
  methods: string[]
  paths: string[]
  versions?: string[]
  handler: string
  line: number
  /** Line of the method's own name. */
  handlerLine: number
  authentication?: string | false
  parameters: Parameter[]
  uses: string[]
}

/** A class with routes: a controller, or what controllers inherit from. */
export interface NestController {
  /** Left out for a class that is none itself. */
  paths?: string[]
  versions?: string[]
  authentication?: string | false
  base?: string
  actions: NestAction[]
}

/** A module: the controllers that it has. */
export interface NestModule {
  controllers: string[]
}

/** Paths that `RouterModule.register` gives to modules. */
export interface NestPaths {
  modules: { module: string; path: string }[]
}

/** What the start of an application says of all its routes. */
export interface NestApp {
  prefix?: string
  /** Key of the setting that says the prefix. */
  setting?: string
  exclude?: string[]
  /** Versions stand in the path, behind this: `v`. */
  versions?: string
  defaultVersions?: string[]
}

/** A guard that stands in front of everything. */
export interface NestGuard {
  guard: string
}

/** Middleware that is put in front of some routes: `consumer.apply(Authenticate).forRoutes(…)`. */
export interface NestMiddleware {
  guard: string
  /** Templates without the application's prefix, `*` at the end of what stands for everything below. */
  routes: { path: string; method: string }[]
  controllers: string[]
  exclude: { path: string; method: string }[]
}

/** A setting that a configuration file gives: `apiPrefix: process.env.API_PREFIX || 'api'`. */
export interface NestSetting {
  value: string
}

export interface NestNotes {
  controller: NestController
  module: NestModule
  paths: NestPaths
  app: NestApp
  guard: NestGuard
  setting: NestSetting
  middleware: NestMiddleware
}

/** A note of Nest with its shape. */
export const nestNote = <Kind extends keyof NestNotes>(
  kind: Kind,
  name: string,
  line: number,
  data: NestNotes[Kind],
): NoteFact<NestNotes[Kind]> => ({ fact: 'note', framework: 'nest', kind, name, line, data })

/** Notes of one kind among the facts of a file. */
export const nestNotes = <Kind extends keyof NestNotes>(
  facts: readonly RouteFact[],
  kind: Kind,
): NoteFact<NestNotes[Kind]>[] =>
  facts.filter(
    (one): one is NoteFact<NestNotes[Kind]> =>
      one.fact === 'note' && one.framework === 'nest' && one.kind === kind,
  )
