import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { type Cluster, prepareCluster } from './cluster.ts'
import { databaseUrl, ensureServer, stopServer } from './server.ts'
import { serverSettings } from './settings.ts'

// Advisory lock in the cluster's `postgres` database: every user of the data folder holds it shared.
const LOCK = 7_400_000_002
const DATABASE = 'stance'
// How long the process before may take to end: one that is alive after that is at work.
const ALONE_MS = 5_000
const JOIN_MS = 15_000

export interface EmbeddedDatabase {
  url: string
  cluster: Cluster
  /** Nobody else used the data folder when this one came. */
  first: boolean
  /** Lets go; the last user stops the server. */
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** Refuse a data folder that another process uses (`data_in_use`), instead of sharing it. */
  alone?: boolean
  settings?: Record<string, string>
  /** The server died and could not be started again. */
  onLost?: (error: unknown) => void
}

/**
 * Opens the embedded PostgreSQL of a data folder: makes the cluster at the first time, starts or adopts its server.
 * Processes share one server; its life is counted by sessions that hold a lock, which end with their process however it
 * ends. A server that dies is started again on the same port while someone holds it.
 */
export async function openEmbedded(data: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const cluster = await prepareCluster(data)
  const settings = { ...(await serverSettings()), ...options.settings }
  let held = await hold(cluster, settings, { alone: options.alone ?? false })
  let closing = false
  let healing: Promise<void> | undefined
  const watch = (): void => {
    held.session.once('end', () => {
      if (!closing) healing = heal()
    })
  }
  const heal = async (): Promise<void> => {
    try {
      held = await hold(cluster, settings, { alone: false, port: held.port })
      watch()
    } catch (error) {
      options.onLost?.(error)
    }
  }
  watch()
  return {
    url: databaseUrl(cluster, held.port, DATABASE),
    cluster,
    first: held.first,
    async close() {
      closing = true
      await healing
      await letGo(cluster, held.session)
    },
  }
}

interface Held {
  session: pg.Client
  port: number
  first: boolean
}

interface Wish {
  alone: boolean
  port?: number
}

async function hold(cluster: Cluster, settings: Record<string, string>, wish: Wish): Promise<Held> {
  const end = Date.now() + (wish.alone ? ALONE_MS : JOIN_MS)
  for (;;) {
    const attempt = await tryHold(cluster, settings, wish).catch((error: unknown) => {
      // Its last user is stopping it just now, or a crash is being cleaned up: both are over soon.
      if (error instanceof AppError && error.code !== 'database_start') throw error
      if (Date.now() > end) throw error
      return undefined
    })
    if (attempt) return attempt
    if (Date.now() > end) throw inUse()
    await sleep(100)
  }
}

async function tryHold(
  cluster: Cluster,
  settings: Record<string, string>,
  { alone, port: wanted }: Wish,
): Promise<Held | undefined> {
  const port = await ensureServer(cluster, settings, wanted)
  const session = new pg.Client({
    connectionString: databaseUrl(cluster, port, 'postgres'),
    application_name: 'stance holds the data folder',
    keepAlive: true,
  })
  session.on('error', () => {})
  await session.connect()
  const ask = async (sql: string): Promise<boolean> =>
    (await session.query({ text: sql, rowMode: 'array' })).rows[0]?.[0] === true
  const first = await ask(`select pg_try_advisory_lock(${LOCK})`)
  if (first) {
    await createDatabase(session)
    await ask(`select pg_try_advisory_lock_shared(${LOCK})`)
    await ask(`select pg_advisory_unlock(${LOCK})`)
    return { session, port, first }
  }
  if (!alone && (await ask(`select pg_try_advisory_lock_shared(${LOCK})`))) return { session, port, first }
  await session.end()
  return undefined
}

async function createDatabase(session: pg.Client): Promise<void> {
  const { rowCount } = await session.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (!rowCount) await session.query(`create database ${DATABASE}`)
}

async function letGo(cluster: Cluster, session: pg.Client): Promise<void> {
  try {
    await session.query(`select pg_advisory_unlock_shared(${LOCK})`)
    // The server may notice the death of a killed process a moment after we do.
    for (let i = 0; i < 10; i++) {
      const { rows } = await session.query(`select pg_try_advisory_lock(${LOCK}) as last`)
      if (rows[0]?.last) return await stopServer(cluster)
      await sleep(100)
    }
  } finally {
    await session.end().catch(() => {})
  }
}

const inUse = (): AppError =>
  new AppError(
    'data_in_use',
    409,
    'The data folder is in use by another Stance. Stop that one first, or set STANCE_DATA to another folder.',
  )
