import { defineConfig } from 'vitest/config'

// Processes that start, read and die take a while on a busy machine.
const patient = { testTimeout: 240_000, hookTimeout: 180_000, pool: 'forks' } as const

/** Whole processes and a real browser: `npm run e2e`, part of `npm test`. */
export default defineConfig({
  test: {
    maxWorkers: 1,
    projects: [
      {
        test: {
          ...patient,
          name: 'processes',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts'],
        },
      },
      {
        test: {
          ...patient,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/global-setup.ts'],
        },
      },
    ],
  },
})
