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
  /** Content of the file that bore this stamp the last time, so that it need not be read to know. */
  contentIdAt(path: string, stamp: string): string | undefined
  get(key: string, stamp?: string): KeptFacts | undefined
  set(key: string, facts: KeptFacts, stamp?: string): void
  /** Keeps what was asked for or set since it was opened, and forgets the rest. Nothing is written where both are the same. */
  save(): Promise<void>
}

interface Kept {
  facts: KeptFacts
  stamp?: string | undefined
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
  const stamps = new Map([...before].flatMap(([key, { stamp }]) => (stamp ? [stampOf(key, stamp)] : [])))
  const used = new Map<string, Kept>()
  let changed = false
  return {
    contentIdAt: (path, stamp) => stamps.get(`${stamp} ${path}`),
    get(key, stamp) {
      const found = before.get(key)
      if (!found) return undefined
      changed ||= found.stamp !== stamp
      used.set(key, { facts: found.facts, stamp })
      return found.facts
    },
    set(key, facts, stamp) {
      changed = true
      used.set(key, { facts, stamp })
    },
    async save() {
      if (!changed && used.size === before.size) return
      const lines = [...used].map(([key, { facts, stamp }]) => JSON.stringify([key, facts, stamp]))
      await mkdir(dirname(file), { recursive: true })
      // Whole or not at all: two runs at once leave one of their files.
      const part = `${file}.${process.pid}`
      await writeFile(part, await pack([JSON.stringify(version), ...lines].join('\n'), { level: 1 }))
      await rename(part, file)
    },
  }
}

const stampOf = (key: string, stamp: string): [string, string] => {
  const at = key.indexOf(' ')
  return [`${stamp}${key.slice(at)}`, key.slice(0, at)]
}

async function load(file: string, version: string): Promise<Map<string, Kept>> {
  try {
    const lines = (await unpack(await readFile(file))).toString('utf8').split('\n')
    if (JSON.parse(lines[0] ?? '') !== version) return new Map()
    return new Map(
      lines.slice(1).map((line) => {
        const [key, facts, stamp] = JSON.parse(line)
        return [key, { facts, stamp: stamp ?? undefined }]
      }),
    )
  } catch {
    return new Map()
  }
}

/** A cache that keeps nothing. */
export const noCache: FactsCache = {
  contentIdAt: () => undefined,
  get: () => undefined,
  set: () => {},
  save: async () => {},
}
