import { join } from 'node:path'
import { type Blobs, folderBlobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import { openPool, type Pool } from '../platform/database.ts'
import { requireRoom } from '../platform/disk-room.ts'
import { claimInstance } from '../platform/instance.ts'
import { type Keys, openKeys } from '../platform/keys.ts'
import type { Log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { type EmbeddedDatabase, openEmbedded } from '../platform/postgres/index.ts'
import { requirePostgres } from '../platform/require-postgres.ts'
import { embeddedConnections } from './connections.ts'

/** A database that answers and is recent enough; its tables may be of another version, or not there yet. */
export interface OpenDatabase {
  pool: Pool
  url: string
  /** Undefined with STANCE_DATABASE_URL. */
  embedded: EmbeddedDatabase | undefined
  /** Rejects when the embedded database is gone for good. */
  lost: Promise<never>
  close(): Promise<void>
}

/** What every role stands on: a database that is up to date, the secret that belongs to it, the blobs. */
export interface Instance extends OpenDatabase {
  config: Config
  log: Log
  keys: Keys
  blobs: Blobs
  /** Migrations applied by this opening. */
  migrated: string[]
}

export interface OpenOptions {
  /** Shows in pg_stat_activity. */
  role: string
  /** Most connections. */
  connections: number
  /** Refuse a data folder that another process uses. */
  alone?: boolean
}

export async function openDatabase(
  config: Config,
  { role, connections, alone = false }: OpenOptions,
): Promise<OpenDatabase> {
  await requireRoom(config.data)
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => {})
  const embedded = config.databaseUrl
    ? undefined
    : await openEmbedded(config.data, {
        alone,
        onLost: lost.reject,
        settings: { max_connections: String(embeddedConnections(config.workers)) },
      })
  const url = config.databaseUrl ?? (embedded as EmbeddedDatabase).url
  const pool = openPool(url, connections, `stance ${role}`)
  const close = async (): Promise<void> => {
    await pool.end()
    await embedded?.close()
  }
  await closingOnError(close, () => requirePostgres(url))
  return { pool, url, embedded, lost: lost.promise, close }
}

export async function openInstance(config: Config, options: OpenOptions & { log: Log }): Promise<Instance> {
  const database = await openDatabase(config, options)
  return closingOnError(database.close, async () => {
    const migrated = await migrate(database.pool)
    const keys = await openKeys(config)
    await claimInstance(database.pool, keys)
    return { ...database, config, log: options.log, keys, blobs: openBlobs(config, keys), migrated }
  })
}

export const openBlobs = (config: Config, keys: Keys): Blobs =>
  folderBlobs(join(config.data, 'blobs'), keys.blobs)

async function closingOnError<T>(close: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await close()
    throw error
  }
}
