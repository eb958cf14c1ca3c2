import { complete } from './complete.ts'
import type { Discovery, DiscoveryProblem } from './contract.ts'
import { joinFacts } from './join-facts.ts'
import { namedByTree } from './named-by-tree.ts'
import type { KeptFacts } from './read-facts.ts'
import { contentIdOf, type FactsCache, factsKey, noCache } from './reading/facts-cache.ts'
import { readerPool } from './reading/reader-pool.ts'
import { UNITS } from './registry.ts'
import {
  type Contributors,
  type SourceTree,
  TREE_LIMITS,
  type TreeEntry,
  type TreeLimits,
  type TreeOrigin,
} from './source/source-tree.ts'
import { languageOf } from './syntax/languages.ts'

/** What one tree holds, and what was read for it. */
export interface DiscoveredTree extends Discovery {
  where: TreeOrigin
  /** Files of the tree; those that some unit wanted; those whose facts were kept from before. */
  files: { all: number; wanted: number; kept: number }
}

export interface DiscoverOptions {
  cache?: FactsCache
  limits?: TreeLimits
  onProgress?: (done: number, of: number) => void
}

/** Reads a tree and says what it holds. Nothing of it is run; nothing but the tree is asked. */
export async function discover(tree: SourceTree, options: DiscoverOptions = {}): Promise<DiscoveredTree> {
  const { cache = noCache, limits = TREE_LIMITS, onProgress = () => {} } = options
  const wanted = tree.entries.filter(({ path }) => UNITS.some((unit) => unit.wants(path)))
  const problems: DiscoveryProblem[] = [...tree.problems]
  const facts = new Map<string, KeptFacts>()
  const keys = new Map<string, { key: string; stamp: string | undefined }>()
  let kept = 0
  let done = 0
  let packed = 0
  const take = (path: string, found: KeptFacts): void => {
    facts.set(path, found)
    onProgress(++done, wanted.length)
  }
  const pool = readerPool((path, found) => {
    const known = keys.get(path)
    if (known) cache.set(known.key, found, known.stamp)
    take(path, found)
  })
  try {
    for (const entry of wanted) {
      const { stamp } = entry
      const contentId = entry.contentId ?? (stamp && cache.contentIdAt(entry.path, stamp))
      const known = contentId && cache.get(factsKey(entry.path, contentId), stamp)
      if (known) {
        kept++
        take(entry.path, known)
        continue
      }
      const text = await textOf(entry, limits, problems)
      if (text === undefined) continue
      if (isPacked(entry.path, text.text)) {
        packed++
        continue
      }
      const key = factsKey(entry.path, entry.contentId ?? contentIdOf(text.bytes))
      const found = cache.get(key, stamp)
      if (found) {
        kept++
        take(entry.path, found)
        continue
      }
      keys.set(entry.path, { key, stamp })
      await pool.add({ path: entry.path, text: text.text })
    }
  } finally {
    await pool.close()
  }
  if (packed > 0)
    problems.push({ where: '.', message: `${packed} files of packed or generated code were not read.` })
  // In the order of the paths, whichever reader was first: the same tree gives the same answer.
  const inOrder = new Map(
    wanted.flatMap(({ path }) => (facts.has(path) ? [[path, facts.get(path) as KeptFacts]] : [])),
  )
  const whole = joinFacts(
    UNITS,
    inOrder,
    tree.entries.map(({ path }) => path),
    problems,
  )
  const contributors = await tree.contributors().catch((): Contributors => new Map())
  await cache.save().catch((error: Error) => {
    whole.problems.push({
      where: '.',
      message: `Facts could not be kept for the next time: ${error.message}.`,
    })
  })
  return {
    where: tree.where,
    files: { all: tree.entries.length, wanted: wanted.length, kept },
    ...namedByTree(
      complete(
        whole,
        contributors,
        tree.entries.map(({ path }) => path),
      ),
      tree.where.name,
    ),
  }
}

// Nobody writes lines of this length on average.
const PACKED_LINE = 500
const PACKED_SAMPLE = 50_000

/** Code that a tool wrote on a few long lines. It repeats what is elsewhere, and takes longest to read. */
function isPacked(path: string, text: string): boolean {
  if (!languageOf(path) || path.endsWith('.sql') || text.length < 5_000) return false
  const sample = text.slice(0, PACKED_SAMPLE)
  return sample.length / sample.split('\n').length > PACKED_LINE
}

/** The text of a file that is one; undefined with a problem when it is none or too large. */
export async function textOf(
  entry: TreeEntry,
  limits: TreeLimits,
  problems: DiscoveryProblem[],
): Promise<{ text: string; bytes: Uint8Array } | undefined> {
  const most = languageOf(entry.path) ? limits.maxCodeBytes : limits.maxFileBytes
  const tooLarge = (bytes: number): undefined =>
    void problems.push({
      where: entry.path,
      message: `${bytes} bytes are more than the ${most} that are read of one file. What it holds is missing from the result.`,
    })
  if (entry.bytes > most) return tooLarge(entry.bytes)
  try {
    const bytes = await entry.read()
    if (bytes.byteLength > most) return tooLarge(bytes.byteLength)
    const binary = bytes.subarray(0, 8_000).includes(0)
    if (!binary) return { text: new TextDecoder().decode(bytes), bytes }
    problems.push({ where: entry.path, message: 'It is no text and was left out.' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    problems.push({ where: entry.path, message: `It could not be read: ${code}.` })
  }
  return undefined
}
