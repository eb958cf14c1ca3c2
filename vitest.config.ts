import { defineConfig } from 'vitest/config'

const PURE = ['src/formats/**/*.test.ts', 'src/model/**/*.test.ts', 'src/discovery/**/*.test.ts']
const HOSTILE = ['src/formats/**/hostile.test.ts', 'src/formats/flood.test.ts']
/** Whole corpora and mirrors, independent implementations, servers that are killed, uploads and rewrites by the hundred, large reports. */
const LONG = [
  'src/formats/corpus-*.test.ts',
  'src/findings/ingest/keep-statistics.test.ts',
  'src/intel/feeds/mirror.test.ts',
  'src/intel/feeds/registry.test.ts',
  'src/intel/matching/mirror.test.ts',
  'src/inventory/export/corpus.test.ts',
  'src/inventory/export/odd-names.test.ts',
  'src/platform/postgres/postgres.test.ts',
  'test/matching/*.test.ts',
]
const SLOW = ['test/browser/**', 'test/e2e/**']

/** Files share modules within a worker: loading the whole server anew for each took longer than its tests. */
const withDatabase = {
  globalSetup: ['test/unpack-corpus.ts', 'test/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
  isolate: false,
}

/**
 * `formats` needs no database and shares modules between files; `database` has a real PostgreSQL. `npm test` also runs `hostile`, a
 * fixed budget of mutations, and `long`, which the everyday gate leaves out.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'formats',
          include: PURE,
          exclude: [...HOSTILE, ...LONG],
          globalSetup: ['test/unpack-corpus.ts'],
          testTimeout: 30_000,
          pool: 'threads',
          isolate: false,
        },
      },
      { test: { name: 'hostile', include: HOSTILE, testTimeout: 60_000 } },
      {
        test: {
          name: 'database',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...PURE, ...SLOW, ...LONG],
          ...withDatabase,
        },
      },
      { test: { name: 'long', include: LONG, ...withDatabase } },
    ],
  },
})
