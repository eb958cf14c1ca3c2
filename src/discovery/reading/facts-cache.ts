import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { AnyUnit } from '../contract.ts'
import type { KeptFacts } from '../read-facts.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Facts by the content and path of the file that they were read from. */
export interface FactsCache {
  get(key: string): KeptFacts | undefined
  set(key: string, facts: KeptFacts): void
  /** Keeps what was asked for or set since it was opened, and forgets the rest. */
  save(): Promise<void>
}

/** What a file's facts depend on: where it lies and what it holds. */
export const factsKey = (path: string, contentId: string): string => `${contentId} ${path}`

/** Address of a content, where the tree does not tell one. */
export const contentIdOf = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64url')

/** Changes whenever a unit would read differently. */
export const unitsVersion = (units: readonly AnyUnit[]): string =>
  units.map(({ id, version }) => `${id}:${version}`).join(' ')

/**
 * A cache in one compressed file. A file that is missing, broken or of other versions of the units is an empty cache: it saves time and
 * is never the only place of anything.
 */
export async function openFactsCache(file: string, units: readonly AnyUnit[]): Promise<FactsCache> {
  const version = unitsVersion(units)
  const before = await load(file, version)
  const used = new Map<string, KeptFacts>()
  return {
    get(key) {
      const found = before.get(key)
      if (found) used.set(key, found)
      return found
    },
    set: (key, facts) => void used.set(key, facts),
    async save() {
      const lines = [JSON.stringify(version), ...[...used].map((one) => JSON.stringify(one))]
      await mkdir(dirname(file), { recursive: true })
      // Whole or not at all: two runs at once leave one of their files.
      const part = `${file}.${process.pid}`
      await writeFile(part, await pack(lines.join('\n'), { level: 1 }))
      await rename(part, file)
    },
  }
}

async function load(file: string, version: string): Promise<Map<string, KeptFacts>> {
  try {
    const lines = (await unpack(await readFile(file))).toString('utf8').split('\n')
    if (JSON.parse(lines[0] ?? '') !== version) return new Map()
    return new Map(lines.slice(1).map((line) => JSON.parse(line)))
  } catch {
    return new Map()
  }
}

/** A cache that keeps nothing. */
export const noCache: FactsCache = { get: () => undefined, set: () => {}, save: async () => {} }
