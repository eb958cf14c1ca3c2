import type { Component } from '../../model/component.ts'
import type { SourceFile } from '../source/source-file.ts'

export type Scope = NonNullable<Component['scope']>

/** A package version that a lockfile pins. `key` is the file's own name for it, unique in the file; edges point at keys. */
export interface LockedPackage {
  key: string
  /** Package URL type. */
  type: string
  /** With its namespace as the ecosystem writes it: `@scope/name`, `group:artifact`. */
  name: string
  /** Left out where the file does not pin it. */
  version?: string
  qualifiers?: Record<string, string>
  uses?: string[]
  /** What it works without. */
  mayUse?: string[]
  /** What the file itself says; otherwise it follows from the graph. */
  scope?: Scope
  direct?: boolean
  licenses?: string[]
  /** Algorithm as CycloneDX writes it → hex digest. */
  hashes?: Record<string, string>
  /** Why its publishers say not to use it any more, in their words. */
  deprecated?: string
}

export interface Use {
  key: string
  scope: Scope
  /** What the manifest allows: `^1.2.0`. */
  range?: string
}

/** What is built here: a project, or one member of a workspace. */
export interface LockedRoot {
  /** Set where other roots of the file use it. */
  key?: string
  /** Relative to the root of the tree; '' is the root. */
  folder: string
  name?: string
  version?: string
  uses: Use[]
}

/** The manifests that say what a project asks for by itself. */
export type ManifestSort =
  | 'npm'
  | 'python'
  | 'pipenv'
  | 'cargo'
  | 'composer'
  | 'bundler'
  | 'gradle'
  | 'mix'
  | 'pub'

/** One thing that a manifest asks for, by the name that its lockfile finds it under. */
export interface Ask {
  name: string
  range?: string
  scope: Scope
}

export type LockfileFact =
  | {
      fact: 'lock'
      packages: LockedPackage[]
      roots: LockedRoot[]
      /** The manifest that tells what is direct, where the lockfile does not. */
      manifest?: ManifestSort
      /** How a manifest's words lead to a package: `name@range` or `name` → keys. */
      found?: [string, string[]][]
      /** What could not be used, as sentences. */
      flaws: string[]
    }
  | {
      fact: 'manifest'
      sort: ManifestSort
      name?: string
      version?: string
      asks: Ask[]
      /** Globs of the members' folders. */
      members?: string[]
    }
  /** Formats that need other files of the tree before anything is known of them. */
  | { fact: 'pom'; pom: Pom }
  | { fact: 'gradle'; build: GradleBuild }
  | { fact: 'gradle-catalog'; catalog: GradleCatalog }
  | { fact: 'msbuild'; project: MsbuildProject }
  | { fact: 'sbt'; build: SbtBuild }

export interface PomDependency {
  group: string
  artifact: string
  version?: string
  scope?: string
  optional?: boolean
  type?: string
}

export interface Pom {
  group?: string
  artifact: string
  version?: string
  parent?: { group: string; artifact: string; version: string; path: string }
  properties: [string, string][]
  managed: PomDependency[]
  dependencies: PomDependency[]
}

/** What one build script, or one file of properties, says. */
export interface GradleBuild {
  /** Names that may stand in versions. */
  properties: [string, string][]
  dependencies: GradleDependency[]
  /** Which versions those have that say none. */
  constraints: GradleDependency[]
}

export interface GradleDependency {
  scope: Scope
  /** By its coordinates, by its name in the catalogue (`ktor.core`, `bundles.web`), or another project of the build (`:core`). */
  by: { group: string; artifact: string; version?: string } | { alias: string } | { project: string }
}

/** https://docs.gradle.org/current/userguide/version_catalogs.html; names with dots, as scripts write them. */
export interface GradleCatalog {
  versions: [string, string][]
  libraries: [string, { group: string; artifact: string; version?: string }][]
  bundles: [string, string[]][]
}

export interface SbtBuild {
  /** Version of Scala. */
  scala?: string
  /** `cross`: named by the version of Scala. */
  modules: { name: string; cross: boolean; version?: string; scope: Scope }[]
}

export interface MsbuildProject {
  /** Values of properties that may stand in versions. */
  properties: [string, string][]
  /** `PackageVersion`, of central package management. */
  versions: [string, string][]
  /** `ifTest`: only of projects that are tests. */
  references: { name: string; version?: string; development: boolean; ifTest?: boolean }[]
  test: boolean
}

export type LockFact = Extract<LockfileFact, { fact: 'lock' }>
export type ManifestFact = Extract<LockfileFact, { fact: 'manifest' }>

/** One format. Pure; may throw on a broken file. */
export interface LockReader {
  wants: RegExp
  read(file: SourceFile): LockfileFact[]
}
