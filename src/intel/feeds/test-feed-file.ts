import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Feed, FeedFile, IntelItem } from './contract.ts'

/** For tests: a file in memory, in chunks of `chunk` bytes. */
export function feedFile(path: string, content: string | Uint8Array, chunk = 1024 * 1024): FeedFile {
  const bytes = Buffer.from(content as Uint8Array)
  return {
    path,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
    },
  }
}

/** For tests: a file on disk, below a folder. */
export const storedFile = (folder: string, path: string): FeedFile => ({
  path,
  open: () => createReadStream(join(folder, path)),
})

/** For tests: everything that a feed reads from a file. */
export const itemsOf = (feed: Feed, file: FeedFile): Promise<IntelItem[]> => Array.fromAsync(feed.read(file))

/** For tests: how many items there are of each type. */
export async function tally(items: AsyncIterable<IntelItem>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for await (const { type } of items) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
