import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Tx } from './database.ts'

const CHANNEL = 'stance'
// PostgreSQL refuses payloads of 8,000 bytes and more.
const MAX_BYTES = 7900

export interface Notice {
  topic: string
  [field: string]: unknown
}

/** Tells every listening process, when the transaction commits. The notice is small: ids, not rows. Throws past 7,900 bytes. */
export const notify = (tx: Tx, notice: Notice): Promise<void> => notifyAll(tx, [notice])

/** The same with several notices. */
export async function notifyAll(tx: Tx, notices: readonly Notice[]): Promise<void> {
  const payloads = notices.map((notice) => JSON.stringify(notice))
  const long = payloads.find((payload) => Buffer.byteLength(payload) > MAX_BYTES)
  if (long !== undefined) throw new Error(`a notice of ${long.length} characters is too long to send`)
  await tx.query('select pg_notify($1, payload) from unnest($2::text[]) as n (payload)', [CHANNEL, payloads])
}

export interface Listener {
  /** Calls back for every notice until the returned function is called. `lost` = notices may be missing: look again. */
  subscribe(onNotice: (notice: Notice) => void, onLost?: () => void): () => void
  close(): Promise<void>
}

/** One connection that listens for notices of all processes and comes back by itself after the database was away. */
export async function listen(url: string): Promise<Listener> {
  const subscribers = new Set<{ onNotice: (notice: Notice) => void; onLost?: () => void }>()
  let closed = false
  let client = await connect()
  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, application_name: 'stance listens', keepAlive: true })
    next.on('error', () => {})
    next.on('notification', ({ payload }) => {
      const notice = JSON.parse(payload ?? '{}') as Notice
      for (const subscriber of subscribers) subscriber.onNotice(notice)
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    next.once('end', () => void reconnect())
    return next
  }
  async function reconnect(): Promise<void> {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait, undefined, { ref: false })
      const again = await connect().catch(() => undefined)
      if (!again) continue
      client = again
      if (closed) await client.end()
      for (const subscriber of subscribers) subscriber.onLost?.()
      return
    }
  }
  return {
    subscribe(onNotice, onLost) {
      const subscriber = { onNotice, onLost }
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    async close() {
      closed = true
      await client.end()
    },
  }
}
