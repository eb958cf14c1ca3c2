import type { Config } from '../platform/config.ts'
import type { ApiClient } from './api-client.ts'
import type { Check } from './commands/doctor.ts'

/** What the commands need from the place that wires things together (main.ts); each is loaded when it is called. */
export interface Wiring {
  start(config: Config, options: { empty: boolean }): Promise<void>
  serve(config: Config): Promise<void>
  work(config: Config): Promise<void>
  /** Returns the names of the migrations that were applied. */
  migrate(config: Config): Promise<string[]>
  /** The server that runs on this data folder, if one does. */
  findLocalServer(data: string): Promise<{ url: string; token: string } | undefined>
  /** Whether there is an instance to work against; asking makes none. */
  hasInstance(config: Config): Promise<boolean>
  /** The API within this process, over the database itself, working off the jobs that it queues. */
  openLocal(config: Config): Promise<ApiClient>
  /** Looks at everything that Stance stands on. */
  examine(config: Config): AsyncIterable<Check>
  backup(config: Config, file: string, progress: (text: string) => void): Promise<BackupSummary>
  restore(config: Config, file: string, progress: (text: string) => void): Promise<BackupSummary>
  /** Writes everything that is known of vulnerabilities to a file; replaces it by such a file. */
  exportIntel(config: Config, file: string): Promise<{ tables: number; rows: number }>
  importIntel(config: Config, file: string): Promise<{ tables: number; rows: number }>
}

export interface BackupSummary {
  tables: number
  rows: number
  blobs: number
  bytes: number
}
