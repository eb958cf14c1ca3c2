import type { ComposeFact } from '../infrastructure/compose/read-compose.ts'
import type { DockerfileFact } from '../infrastructure/dockerfile/read-dockerfile.ts'

/** What a manifest says its folder is; undefined = it does not tell. `root` only holds others together, `tests` is no part of what runs. */
export type Role = 'root' | 'library' | 'executable' | 'service' | 'site' | 'function' | 'tests'

export interface ManifestFact {
  fact: 'manifest'
  language?: string
  name?: string
  role?: Role
  /** Names of the packages that it asks for. */
  packages: string[]
  /** Folders or files of the same tree that it builds on, relative to its own folder. */
  locals: string[]
}

export type DeployableFact =
  | ManifestFact
  | DockerfileFact
  | ComposeFact
  /** A file of code in which a program begins. */
  | { fact: 'entry'; language: string; web: boolean }
  /** An image that a tool or a script builds from a folder. */
  | { fact: 'build'; image: string; context: string; dockerfile?: string; line: number; by: string }
