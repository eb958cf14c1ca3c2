import type { SourceFile } from '../source/source-file.ts'

/** Package URL types whose imports are read. */
export const ECOSYSTEMS = ['npm', 'pypi', 'maven', 'golang', 'nuget', 'gem', 'composer', 'cargo'] as const
export type Ecosystem = (typeof ECOSYSTEMS)[number]

/** One file's import of one module. */
export interface ImportFact {
  fact: 'import'
  ecosystem: Ecosystem
  /** As the code says it: `@scope/name/part`, `google.cloud.storage`, `golang.org/x/net/html`, `Newtonsoft.Json`. */
  module: string
  line: number
  /** Names taken from it and used, each with the first line: `load`, `Loader.parse`; `*.go` is called on something that it made. */
  uses: [name: string, line: number][]
}

/** What a lockfile says of a package's namespaces. */
export interface PackageNamespaces {
  package: string
  prefixes: string[]
}

/** Facts of one file about what it imports. */
export type ImportsFact =
  | ImportFact
  /** An import whose name is only known when it runs. */
  | { fact: 'unknowable'; ecosystem: Ecosystem; line: number }
  /** Loads whatever the manifest asks for: `Bundler.require`. */
  | { fact: 'all'; ecosystem: Ecosystem; line: number }
  | ({ fact: 'namespaces' } & PackageNamespaces)

/** What one language imports. Pure. */
export type ImportReader = (file: SourceFile) => ImportsFact[]

/** A module that the code of one lockfile's or deployable's reach imports, over all files. */
export interface ImportedModule {
  ecosystem: Ecosystem
  module: string
  /** Folder of the file that imports it first; '' is the root. */
  folder: string
  file: string
  line: number
  /** Files that import it. */
  count: number
  /** Name → first place. For packages' reach; left out where that is done. */
  uses?: Record<string, string>
  /** The package that it is of, and how sure that is (0–1). */
  package?: string
  confidence?: number
  /** Says that all that the manifest asks for is loaded; `module` is what says it. */
  all?: true
}
