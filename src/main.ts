import { endWhenNobodyReads, runCommandLine } from './cli/program.ts'
import type { Wiring } from './cli/wiring.ts'

/** The only place that wires things together; each part is loaded when it is needed, so that the rest starts at once. */
const wiring: Wiring = {
  start: async (...args) => (await import('./run/start.ts')).start(...args),
  serve: async (...args) => (await import('./run/serve.ts')).serve(...args),
  work: async (...args) => (await import('./run/work.ts')).work(...args),
  migrate: async (...args) => (await import('./run/migrate.ts')).migrateOnly(...args),
  findLocalServer: async (...args) => (await import('./run/local-server.ts')).findLocalServer(...args),
  hasInstance: async (...args) => (await import('./run/has-instance.ts')).hasInstance(...args),
  openLocal: async (...args) => (await import('./run/local-api.ts')).openLocalApi(...args),
  async *examine(...args) {
    yield* (await import('./run/examine.ts')).examine(...args)
  },
  backup: async (...args) => (await import('./run/backup.ts')).backup(...args),
  exportIntel: async (...args) => (await import('./run/move-intel.ts')).exportIntel(...args),
  importIntel: async (...args) => (await import('./run/move-intel.ts')).importIntel(...args),
  restore: async (...args) => (await import('./run/restore.ts')).restore(...args),
}

const args = process.argv.slice(2)
endWhenNobodyReads(args)
process.exitCode = await runCommandLine(wiring, args)
