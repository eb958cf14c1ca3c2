import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone, ROOT, run } from './install.mjs'

const STAMP = join(ROOT, 'web/dist/.sources')
// What the built files are made of.
const SOURCES = ['web', 'src/api/contract', 'src/model', 'package-lock.json']

/** Builds the web UI when there is none, or when its sources changed since. */
export async function ensureWeb(node) {
  // A published package holds the built files only.
  if (!existsSync(join(ROOT, 'web/vite.config.ts'))) return
  const now = contentOf(SOURCES)
  const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now
  if (!isBuilt()) await alone(async () => isBuilt() || build(node, now))
}

async function build(node, now) {
  process.stderr.write('stance: building the web UI …\n')
  await run(node, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'], {
    cwd: ROOT,
  })
  writeFileSync(STAMP, now)
}

function contentOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesOf))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function filesOf(path) {
  if (/\/(dist|node_modules)$/.test(path) || !existsSync(join(ROOT, path))) return []
  const entries = path.endsWith('.json') ? undefined : readdirSync(join(ROOT, path), { withFileTypes: true })
  if (!entries) return [path]
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
}
