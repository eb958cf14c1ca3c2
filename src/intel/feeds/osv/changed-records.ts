import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ChangedRecords, FeedFile } from '../contract.ts'

/** No traversal, no query, no address of another place. */
const ID = /^[A-Za-z0-9][\w.:-]{0,99}$/
const MOST_RECORDS = 2_000

/**
 * Reads OSV.dev's `modified_id.csv`: `2026-08-15T00:05:00Z,GHSA-…` a line, the latest first
 * (https://google.github.io/osv.dev/data/#downloading-recent-changes). Undefined where it is not of that form, or tells of more records
 * than are worth fetching one by one.
 */
export async function changedRecords(index: FeedFile, since: Date): Promise<ChangedRecords | undefined> {
  const lines = createInterface({ input: Readable.from(index.open()), crlfDelay: Number.POSITIVE_INFINITY })
  const ids: string[] = []
  let latest = since
  for await (const line of lines) {
    if (line.trim() === '') continue
    const [time = '', id = ''] = line.split(',')
    const at = new Date(time)
    // Lines of a folder's own index name the ecosystem too: `npm/GHSA-…`.
    const own = id.trim().split('/').at(-1) ?? ''
    if (Number.isNaN(at.getTime()) || !ID.test(own)) return undefined
    if (at <= since) break
    if (at > latest) latest = at
    ids.push(own)
    if (ids.length > MOST_RECORDS) return undefined
  }
  return { ids: [...new Set(ids)], latest }
}
