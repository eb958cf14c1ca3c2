import { defineConfig } from 'vitest/config'

const PURE = ['src/formats/**/*.test.ts', 'src/model/**/*.test.ts']
const HOSTILE = ['src/formats/**/hostile.test.ts', 'src/formats/flood.test.ts']
const SLOW = ['test/browser/**', 'test/e2e/**']

/**
 * `formats` needs no database and shares modules between files; `database` has a real PostgreSQL; `hostile` is the fixed budget of
 * mutations, which `npm test` runs and the everyday gate leaves out.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'formats',
          include: PURE,
          exclude: HOSTILE,
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
          exclude: [...PURE, ...SLOW],
          globalSetup: ['test/unpack-corpus.ts', 'test/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
    ],
  },
})
