import type { Rule, SgNode } from '@ast-grep/napi'
import type { Endpoint, Parameter } from '../contract.ts'
import type { SourceFile } from '../source/source-file.ts'

/**
 * Facts of one file about routes, whatever the language. Names are as the file says them: `router`, `api.users`. The router that a
 * function takes as its n-th parameter (from 0) is `register(0)`: `mount` passes a router in, `parameterName` names it.
 */
export type RouteFact =
  | RouterFact
  | Route
  | Mount
  | Guard
  | ImportFact
  | ExportFact
  | ConstantFact
  | RootFact
  | DependencyFact

interface Said {
  line: number
  /** Id of the framework whose rule says so. */
  framework: string
}

/** Something that routes hang on: an app, a router, a group, a blueprint, a plugin's parameter, a controller class. */
export interface RouterFact extends Said {
  fact: 'router'
  name: string
  /** Path in front of all its routes, as a template (`/users/{id}`), with `constantIn` for names that another file explains. */
  prefix?: string
  /** What shows that all its routes need authentication; false = says that none does. */
  authentication?: string | false
}

export interface Route extends Said {
  fact: 'route'
  /** Name of its router; left out when it stands alone with its whole path. */
  router?: string
  method: string
  path: string
  handler?: string
  /** Line of the handler, when it is in this file. */
  handlerLine?: number
  /** false = says that none is needed, which outweighs what is around it. */
  authentication?: string | false
  parameters?: Parameter[]
  /** Types, models and functions that its handler names: they tell what data flows. */
  uses?: string[]
  protocol?: Endpoint['protocol']
}

/** `parent` gets all routes of `child` under `prefix`. */
export interface Mount extends Said {
  fact: 'mount'
  parent: string
  child: string
  prefix: string
  authentication?: string | false
}

/** From this line on (or `everywhere`), what hangs on the router needs authentication. */
export interface Guard extends Said {
  fact: 'guard'
  /** Left out with `everywhere`. */
  router?: string
  /** Holds for the whole deployable: a global filter, a setting. */
  everywhere?: true
  /** Only below this path; a template, `*` at its end means everything below. */
  path?: string
  authentication: string | false
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

/** One rule of a framework: what to look for is ast-grep's data, what it means a small pure function of the match. */
export interface FrameworkRule {
  /** https://ast-grep.github.io/reference/rule.html; a pattern, or kinds and relations. */
  rule: Rule
  /** Regular expressions (or further conditions) that metavariables of the rule must meet, by their name. */
  constraints?: Record<string, Rule>
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
  /** A file without this holds no route of it. */
  mentions: RegExp
  rules: FrameworkRule[]
}

/** How one language names, imports and exports, shared by its frameworks. */
export interface RouteLanguage {
  id: 'javascript' | 'python' | 'ruby' | 'jvm' | 'csharp' | 'go' | 'rust' | 'php'
  /** Source files and manifests that it reads. */
  wants(path: string): boolean
  /** Imports, exports, constants of a source file; roots and dependencies of a manifest. */
  symbols(file: SourceFile): RouteFact[]
  /** Files that a module name may mean, best first, among those of the tree. */
  resolve(
    from: string,
    module: string,
    tree: { has(path: string): boolean; roots: readonly RootFact[] },
  ): string[]
  /** Where a name may come from without an import: nowhere else, the same folder, or anywhere in the tree. */
  scope: 'file' | 'folder' | 'tree'
}
