import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { themeVariables } from './build/theme-variables.ts'

/** Where `npm run dev:web` finds the API. */
const server = process.env.STANCE_URL ?? 'http://127.0.0.1:7400'

/** Few files instead of one for every shared icon: what changes rarely apart, and what several pages share together. */
const CHUNKS = [
  {
    name: 'framework',
    test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack)\//,
    priority: 3,
  },
  // Only dashboards need these, in two places. Alone: what they stand on is everybody's, and would make everybody load them.
  {
    name: 'grid',
    includeDependenciesRecursively: false,
    test: /node_modules\/(react-grid-layout|react-draggable|react-resizable|fast-equals|prop-types)\//,
    priority: 3,
  },
  {
    name: 'dashboards',
    includeDependenciesRecursively: false,
    test: /web\/src\/dashboards\/(dashboard-|widget|arrange|slice-)/,
    minShareCount: 2,
    priority: 3,
  },
  { name: 'controls', test: /node_modules/, minShareCount: 4, priority: 2 },
  { name: 'shared', test: /web\/src/, minShareCount: 4, priority: 1 },
]

// A build is for production, whatever NODE_ENV the shell (or a test runner) has: React's other build is twice as large.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), themeVariables(), compressed()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  // No file becomes a data: URL and no chunk needs inline code: the content security policy stays `'self'`.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { host: '127.0.0.1', port: 7401, proxy: { '/api': server } },
})
