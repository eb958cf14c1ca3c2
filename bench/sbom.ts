/**
 * From an SBOM to findings: uploaded, read, stored and held against what is known. `npm run bench -- sbom [components…]`, 10,000 and 50,000
 * by default: twice the components should take twice the time. The worker has read a small one before, as that of a running installation has.
 * The floor is `JSON.parse` of the same file.
 */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from '../src/platform/database.ts'
import { benchDatabase } from './bench-database.ts'
import { knowAdvisories } from './know-advisories.ts'
import type { Imported } from './sbom-worker.ts'

const PACKAGES = 400_000
const FIRST = 500

export async function sbomBench(sizes: string[]): Promise<void> {
  await using database = await benchDatabase()
  const { pool, folder } = database
  await knowAdvisories(pool, { advisories: 5_000, packages: PACKAGES })
  await pool.query('vacuum analyze')
  const wanted = (sizes.length > 0 ? sizes : ['10000', '50000']).map(Number)
  for (const [turn, components] of wanted.entries())
    await measure(pool, database.url, folder, { components, before: FIRST + turn })
}

/** `before`: components of the SBOM that the worker reads first; another one each time, for the same is known by its bytes. */
async function measure(
  pool: Pool,
  url: string,
  folder: string,
  { components, before }: { components: number; before: number },
): Promise<void> {
  const file = await writeBom(folder, components)
  const text = await readFile(file, 'utf8')
  const started = performance.now()
  JSON.parse(text)
  const floor = performance.now() - started
  const worker = fork(join(import.meta.dirname, 'sbom-worker.ts'), [url, folder])
  await imported(worker, await writeBom(folder, before))
  const { readMs, matchMs, rssMb } = await imported(worker, file)
  const { rows } = await pool.query('select count(*)::int as findings from finding')
  console.log(
    `${components.toLocaleString('en')} components (${Math.round(text.length / 1e6)} MB): read and stored ${seconds(readMs)}, matched ${seconds(matchMs)}, ${rows[0].findings} findings in the store; JSON.parse ${seconds(floor)}; worker ${rssMb} MB`,
  )
  worker.disconnect()
  await once(worker, 'exit')
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

async function writeBom(folder: string, components: number): Promise<string> {
  const file = join(folder, `bom-${components}.json`)
  await writeFile(file, bomOf(components))
  return file
}

async function imported(worker: ChildProcess, file: string): Promise<Imported> {
  worker.send(file)
  const [done] = await once(worker, 'message')
  return done as Imported
}

/** Packages of which an advisory affects one in eighty or so, each used by the one before it. */
function bomOf(components: number): string {
  const refOf = (n: number): string => `pkg:npm/package-${n}@1.0.0`
  const listed = Array.from({ length: components }, (_, n) => ({
    type: 'library',
    'bom-ref': refOf(n),
    name: `package-${n}`,
    version: '1.0.0',
    purl: refOf(n),
    licenses: [{ license: { id: 'MIT' } }],
    hashes: [{ alg: 'SHA-512', content: String(n).padStart(128, '0') }],
  }))
  const dependencies = listed.map(({ 'bom-ref': ref }, n) => ({
    ref,
    dependsOn: n + 1 < components ? [refOf(n + 1)] : [],
  }))
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: listed,
    dependencies,
  })
}
