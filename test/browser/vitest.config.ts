import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests in a real browser against the built web UI and a real server: `npm run browser`, part of `npm test`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
  },
})
