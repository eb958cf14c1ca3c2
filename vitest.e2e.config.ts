import { defineConfig } from 'vitest/config'

/** Whole processes and a real browser: `npm run e2e`, part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // Processes that start, read and die take a while on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
  },
})
