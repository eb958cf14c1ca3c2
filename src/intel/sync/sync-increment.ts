import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DAY_MS } from '../../model/day.ts'
import { transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Feed, FeedFile, IntelItem } from '../feeds/contract.ts'
import { type IntelFile, recordIncrement } from '../store/intel-files.ts'
import { type TakenIn, takeIn } from '../store/take-in.ts'
import { fetchFile, withoutSecrets } from './fetch-file.ts'
import type { Source } from './sources.ts'
import type { SyncDeps } from './sync-intel.ts'

/** What an index does not tell (a record that is gone) is set right by the whole file, so often. */
const WHOLE_AFTER_MS = 7 * DAY_MS
const AT_ONCE = 8

/**
 * Takes in only the records that changed since the last time, where the feed tells which and the whole file was taken in lately.
 * Undefined where it cannot be done so: the whole file has to be fetched.
 */
export async function syncIncrement(
  { pool, config }: SyncDeps,
  { feed, path, url }: Source,
  known: IntelFile | undefined,
): Promise<TakenIn | 'unchanged' | undefined> {
  if (!feed.increments || !known?.wholeAt || !known.changedTo) return undefined
  if (known.source !== withoutSecrets(url)) return undefined
  if (Date.now() - Date.parse(known.wholeAt) > WHOLE_AFTER_MS) return undefined
  const file = { feed: feed.id, path }
  const folder = join(config.data, 'intel', feed.id, dirname(path), 'changes')
  const changes = await changesOf(feed, feed.increments, { url, folder, since: new Date(known.changedTo) })
  if (!changes) return undefined
  return transaction(pool, async (tx) => {
    const today = new Date().toISOString().slice(0, 10)
    const taken =
      changes.items.length > 0 &&
      (await takeIn(tx, file, itemsOf(changes.items), { before: 0, today, partial: true }))
    await recordIncrement(tx, file, changes.latest)
    return taken || 'unchanged'
  })
}

interface Changes {
  items: IntelItem[]
  latest: Date
}

/** The records that changed, fetched one by one; undefined where that cannot be done. */
async function changesOf(
  feed: Feed,
  { index, record, changed }: NonNullable<Feed['increments']>,
  { url, folder, since }: { url: string; folder: string; since: Date },
): Promise<Changes | undefined> {
  const beside = async (name: string): Promise<FeedFile> => {
    const to = join(folder, name)
    const fetched = await fetchFile({ url: new URL(encodeURIComponent(name), url).href, etag: null, to })
    return { path: name, open: () => createReadStream(fetched?.file ?? to) }
  }
  try {
    const found = await changed(await beside(index), since)
    if (!found) return undefined
    const items: IntelItem[] = []
    for (let start = 0; start < found.ids.length; start += AT_ONCE) {
      const some = found.ids.slice(start, start + AT_ONCE)
      const records = await Promise.all(some.map((id) => beside(record(id))))
      for (const one of records) for await (const item of feed.read(one)) items.push(item)
    }
    return { items, latest: found.latest }
  } catch (error) {
    // No index, a record that went meanwhile, a server that has enough of us: the whole file says all of it, or why not.
    if (error instanceof AppError) return undefined
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* itemsOf(items: readonly IntelItem[]): AsyncIterable<IntelItem> {
  yield* items
}
