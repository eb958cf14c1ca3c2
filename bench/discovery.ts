/**
 * Discovery of a generated tree: everything read, then nothing changed, then ten files changed; against the floor of reading the same
 * bytes from disk. `npm run bench -- discovery [files [lines]]`, 10,000 files of 100 lines by default.
 */
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { discover } from '../src/discovery/discover.ts'
import { openFactsCache } from '../src/discovery/reading/facts-cache.ts'
import { UNITS } from '../src/discovery/registry.ts'
import { workingTree } from '../src/discovery/source/working-tree.ts'
import { makeTree } from './make-tree.ts'

export async function discoveryBench([files = '10000', lines = '100']: string[]): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'stance-bench-'))
  const cacheFile = join(root, 'cache.gz')
  const tree = join(root, 'tree')
  // Compiled code is kept as bin/stance keeps it for its readers.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../.cache/compiled')
  try {
    const written = await makeTree(tree, Number(files), Number(lines))
    const { entries } = await workingTree(tree)
    const floor = await timed(async () => {
      for (const { path } of entries) await readFile(join(tree, path), 'utf8')
    })
    console.log(`${entries.length} files, ${written} lines; floor (all files read): ${floor.toFixed(2)} s`)
    const run = async (name: string, target: string): Promise<void> => {
      let endpoints = 0
      let kept = 0
      const seconds = await timed(async () => {
        const found = await discover(await workingTree(tree), {
          cache: await openFactsCache(cacheFile, UNITS),
        })
        endpoints = found.endpoints.length
        kept = found.files.kept
      })
      const peak = Math.round(process.resourceUsage().maxRSS / 1024)
      console.log(
        `${name.padEnd(20)} ${seconds.toFixed(1).padStart(7)} s ${(seconds / floor).toFixed(1).padStart(6)} × floor  ${endpoints} endpoints, ${kept} files kept, peak ${peak} MB and its readers  target ${target}`,
      )
    }
    await run('everything', '≤ 90 s for 1,000,000 lines')
    await run('nothing changed', '≤ 5 s')
    for (const { path } of entries.filter(({ path }) => path.endsWith('.ts')).slice(0, 10))
      await appendFile(join(tree, path), '\n// changed\n')
    await run('ten files changed', '≤ 5 s')
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
