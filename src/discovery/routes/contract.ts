import type { Rule, SgNode } from '@ast-grep/napi'
import type { Endpoint, FileFacts, Parameter, Tree } from '../contract.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { LanguageId } from '../syntax/languages.ts'

/**
 * Facts of one file about routes, whatever the language. Names are as the file says them: `router`, `api.users`. The router that a
 * function takes as its n-th parameter (from 0) is `register(0)`: `mount` passes a router in, `parameterName` names it.
 */
export type RouteFact =
  | RouterFact
  | Route
  | Mount
  | Guard
  | Inherit
  | Override
  | Base
  | ImportFact
  | ExportFact
  | ConstantFact
  | RootFact
  | DependencyFact
  | NoteFact
  | HandlerFact

interface Said {
  line: number
  /** Id of the framework whose rule says so. */
  framework: string
}

interface Guarded {
  /**
   * Functions that a request goes through first (of a handler: that it hands the request on to) and whose names tell nothing: what their
   * code does may. See `HandlerFact.guards`.
   */
  through?: string[]
}

/** Something that routes hang on: an app, a router, a group, a blueprint, a plugin's parameter, a controller class. */
export interface RouterFact extends Said, Guarded {
  fact: 'router'
  name: string
  /** Path in front of all its routes, as a template (`/users/{id}`), with `constantIn` for names that another file explains. */
  prefix?: string
  /** What shows that all its routes need authentication; false = says that none does. */
  authentication?: string | false
  /** Nothing is reached through it alone: an interface, a base class, a sub-resource. What inherits it or mounts it is. */
  abstract?: true
  /** What `constantIn` names stand for in all paths below it, inherited ones too: `[controller]` → `Users`. */
  tokens?: Record<string, string>
}

/** `router` has all routes of `from`, and its prefix and authentication where it says none itself. */
export interface Inherit extends Said {
  fact: 'inherit'
  router: string
  from: string
}

/** A function of `router` that answers what it inherits from elsewhere under the same name. */
export interface Override extends Said {
  fact: 'override'
  router: string
  handler: string
  authentication?: string | false
  uses?: string[]
}

/** Every route of the framework below the folder stands behind this path: a context path, an application's path. */
export interface Base extends Said {
  fact: 'base'
  /** '' is the root. */
  folder: string
  path: string
  /** Part of the route itself: guards of the whole see it as well. */
  routed?: true
  /** What is said of the folder is only that its paths are written in lower case. */
  lowercase?: true
}

export interface Route extends Said, Guarded {
  fact: 'route'
  /** Name of its router; left out when it stands alone with its whole path. */
  router?: string
  /** Counts only when a rule of the same framework declares the router: others have methods of the same names. */
  own?: true
  /** Counts only when its handler is known to answer requests and no other rule sees the same call: said by its looks alone. */
  answered?: true
  method: string
  path: string
  handler?: string
  /** Line of the handler, when it is known. */
  handlerLine?: number
  /** Left out when the handler stands in the file of the route. */
  handlerFile?: string
  /** false = says that none is needed, which outweighs what is around it. */
  authentication?: string | false
  parameters?: Parameter[]
  /** Types, models and functions that its handler names: they tell what data flows. */
  uses?: string[]
  protocol?: Endpoint['protocol']
  /** Texts that stand in the paths in front of it for something of its own: `[action]` → `Index`. */
  tokens?: Record<string, string>
}

/** `parent` gets all routes of `child` under `prefix`. */
export interface Mount extends Said {
  fact: 'mount'
  parent: string
  child: string
  prefix: string
  /** The child is the parent itself, handed to a function: what guards it there, guards it from here on. */
  same?: true
  /** The prefix takes the place of the child's own: Flask's `register_blueprint(url_prefix=…)`. */
  replaces?: true
  authentication?: string | false
}

/** From this line on (or `everywhere`), what hangs on the router needs authentication. */
export interface Guard extends Said, Guarded {
  fact: 'guard'
  /** Left out with `everywhere`. */
  router?: string
  /** Holds for the whole deployable: a global filter, a setting. */
  everywhere?: true
  /** The folder whose code it holds for ('' is the root), where its own file stands beside and not above that. */
  folder?: string
  /** Only below this path; a template, `*` at its end means everything below. */
  path?: string
  /** Holds for what its router is mounted in as well: a plugin that breaks its encapsulation. */
  outward?: true
  /** The path alone, nothing below it: `*` is one segment of it, `**` any number. */
  exact?: true
  /** Only this method, upper case. */
  method?: string
  /** Left out with `through`: without a function that guards it is no guard. */
  authentication?: string | false
}

/**
 * A function that answers, told by the file that declares it: what its routes, which another file may write down, can't say. A route's
 * `handler` names it the way routers are named, over files.
 */
export interface HandlerFact extends Said, Guarded {
  fact: 'handler'
  name: string
  /** Methods that it answers, where its routes say `ANY` because it looks itself. */
  methods?: string[]
  authentication?: string | false
  /** It goes on to what comes next, whoever calls: as a middleware it guards nothing, whatever it is called. */
  passes?: true
  /** It turns those away whom it does not know and goes on with the others: whoever goes through it is guarded, whatever it is called. */
  guards?: true
  parameters?: Parameter[]
  uses?: string[]
}

/** `local` in this file is `name` of `module`: `default`, a name, or `*` for the module itself. */
export interface ImportFact {
  fact: 'import'
  local: string
  module: string
  name: string
}

/** Others see `local` as `name`; with `module` it is handed on from there. */
export interface ExportFact {
  fact: 'export'
  name: string
  local: string
  module?: string
}

/** A text that a name stands for, so that paths made of names can be put together. */
export interface ConstantFact {
  fact: 'constant'
  name: string
  value: string
}

/** Module names that begin with `prefix` are below `folder`: go.mod's module, a path of tsconfig.json, PSR-4. */
export interface RootFact {
  fact: 'root'
  prefix: string
  folder: string
}

/** A manifest in this folder asks for the package. */
export interface DependencyFact {
  fact: 'dependency'
  name: string
}

/**
 * What only its framework's `weave` understands: a controller's actions, a view's base classes. Plain JSON. `find` follows its name over
 * files as it follows a router's.
 */
export interface NoteFact<Data = unknown> extends Said {
  fact: 'note'
  /** Kebab-case; together with the framework it tells the shape of `data`. */
  kind: string
  name: string
  data: Data
}

/** One rule of a framework: what to look for is ast-grep's data, what it means a small pure function of the match. */
export interface FrameworkRule {
  /** https://ast-grep.github.io/reference/rule.html; a pattern, or kinds and relations. */
  rule: Rule
  /** Regular expressions (or further conditions) that metavariables of the rule must meet, by their name. */
  constraints?: Record<string, Rule>
  /** The grammar that the rule is written for, where a language has several. */
  language?: LanguageId
  facts(match: SgNode, file: SourceFile): RouteFact[]
}

/** One web framework: a file that exports one of these, and a test beside it. */
export interface Framework {
  /** Kebab-case, the file's name. */
  id: string
  /** As its makers write it. */
  name: string
  language: RouteLanguage['id']
  /** Packages by which a manifest or an import tells that it is in use: exact, or everything below when it ends in `/` or `.`. */
  packages: string[]
  /** Part of the language: no manifest asks for it, and a file that answers need not import it. */
  standard?: true
  /** A file without this holds no route of it. */
  mentions: RegExp
  /** Only files whose path fits hold routes of it, where their place is what makes them routes. */
  files?: RegExp
  rules: FrameworkRule[]
  /**
   * For what one file can't tell (a view's base class, a controller that the routes only name): sees the facts of all files where the
   * framework is in use and says which facts to add; its notes are then left alone. Pure.
   */
  weave?(
    files: readonly FileFacts<RouteFact>[],
    tree: Tree,
    find: (file: string, name: string) => { file: string; name: string } | undefined,
  ): FileFacts<RouteFact>[]
}

/** How one language names, imports and exports, shared by its frameworks. */
export interface RouteLanguage {
  id: 'javascript' | 'python' | 'ruby' | 'jvm' | 'csharp' | 'go' | 'rust' | 'php'
  /** Source files and manifests that it reads. */
  wants(path: string): boolean
  /** Lines, from and to, of tests that stand between the code of a file. */
  tests?(text: string): [from: number, to: number][]
  /** Imports, exports, constants of a source file; roots and dependencies of a manifest. */
  symbols(file: SourceFile): RouteFact[]
  /** Files that a module name may mean, best first, among those of the tree. */
  resolve(
    from: string,
    module: string,
    tree: {
      has(path: string): boolean
      /** Files right inside of a folder ('' is the root). */
      filesIn(folder: string): readonly string[]
      roots: readonly RootFact[]
    },
  ): string[]
  /** The module that `name` of `module` may be itself, where packages hold modules: Python. */
  submodule?(module: string, name: string): string
  /** Where a name may come from without an import: nowhere else, the same folder, or anywhere in the tree. */
  scope: 'file' | 'folder' | 'tree'
}
