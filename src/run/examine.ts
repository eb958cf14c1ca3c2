import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyAudit } from '../access/audit-log.ts'
import type { Check } from '../cli/commands/doctor.ts'
import { sizeText } from '../cli/output.ts'
import type { Config } from '../platform/config.ts'
import type { Pool } from '../platform/database.ts'
import { diskRoom } from '../platform/disk-room.ts'
import { type Keys, openKeys } from '../platform/keys.ts'
import { readMigrations } from '../platform/migrate.ts'
import { findLocalServer } from './local-server.ts'
import { openBlobs, openDatabase } from './open-instance.ts'

type Finding = Omit<Check, 'name'>
const good = (detail: string): Finding => ({ verdict: 'good', detail })
const warning = (detail: string): Finding => ({ verdict: 'warning', detail })
const bad = (detail: string): Finding => ({ verdict: 'bad', detail })

/** Looks at everything, one thing at a time, from the ground up. Changes nothing; what builds on something broken is left out. */
export async function* examine(config: Config): AsyncGenerator<Check> {
  yield { name: 'node', ...good(`${process.version} on ${process.platform} ${process.arch}`) }
  const exists = await access(config.data).then(
    () => true,
    () => false,
  )
  yield {
    name: 'data folder',
    ...(exists
      ? await dataFolder(config)
      : warning(`${config.data} is not there yet; the first start makes it`)),
  }
  if (!exists && !config.databaseUrl) return
  if (exists) yield { name: 'disk', ...(await disk(config)) }
  yield { name: 'server', ...(await server(config)) }
  const database = await openDatabase(config, { role: 'doctor', connections: 2 }).catch(
    (error: Error) => error,
  )
  if (database instanceof Error) {
    yield { name: 'database', ...bad(database.message) }
    return
  }
  try {
    yield* examineDatabase(config, database.pool)
  } finally {
    await database.close()
  }
}

async function* examineDatabase(config: Config, pool: Pool): AsyncGenerator<Check> {
  yield { name: 'database', ...(await settings(pool)) }
  const schema = await migrations(pool)
  yield { name: 'migrations', ...schema }
  if (schema.verdict === 'bad') return
  const keys = await openKeys(config).catch((error: Error) => error)
  if (keys instanceof Error) {
    yield { name: 'secret', ...bad(keys.message) }
    return
  }
  const steps: [string, () => Promise<Finding>][] = [
    ['secret', () => secret(pool, keys)],
    ['reports', () => reports(pool, config, keys)],
    ['queue', () => queue(pool)],
    ['audit log', () => auditLog(pool)],
  ]
  for (const [name, look] of steps)
    yield { name, ...(await look().catch((error: Error) => bad(error.message))) }
}

async function dataFolder(config: Config): Promise<Finding> {
  const writable = await access(config.data, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable) return bad(`${config.data} may not be written by this user`)
  const { mode } = await stat(join(config.data, 'secret')).catch(() => ({ mode: 0 }))
  if (mode & 0o077) return bad(`others may read ${join(config.data, 'secret')}: run chmod 600 on it`)
  return good(config.data)
}

async function disk({ data }: Config): Promise<Finding> {
  const room = await diskRoom(data)
  if (room < 100 * 2 ** 20) return bad(`${sizeText(room)} left: free some, or nothing can be stored`)
  return room < 2 ** 30 ? warning(`only ${sizeText(room)} left`) : good(`${sizeText(room)} left`)
}

async function server(config: Config): Promise<Finding> {
  const running = await findLocalServer(config.data)
  return running ? good(`answers at ${running.url}`) : warning('none runs on this data folder')
}

async function settings(pool: Pool): Promise<Finding> {
  const { rows } = await pool.query<
    Record<'version' | 'encoding' | 'fsync' | 'connections' | 'size', string>
  >(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('max_connections') as connections,
       pg_database_size(current_database())::text as size`,
  )
  const { version, encoding, fsync, connections, size } = rows[0] as (typeof rows)[number]
  if (encoding !== 'UTF8') return bad(`its encoding is ${encoding}: make a database with encoding UTF8`)
  if (fsync !== 'on') return bad('fsync is off: a power cut would lose the database. Switch it on')
  if (Number(connections) < 50)
    return warning(`max_connections is ${connections}: 50 or more lets a server and a worker run together`)
  return good(`PostgreSQL ${version}, ${sizeText(Number(size))}`)
}

async function migrations(pool: Pool): Promise<Finding> {
  const { rows: there } = await pool.query<{ there: string | null }>(
    "select to_regclass('migration')::text as there",
  )
  if (!there[0]?.there) return bad('the database has no tables yet: run stance migrate, or start Stance')
  const { rows } = await pool.query<{ name: string; content: string }>('select name, content from migration')
  const applied = new Map(rows.map(({ name, content }) => [name, content]))
  const own = await readMigrations()
  const missing = own.filter(({ name }) => !applied.has(name))
  const newer = rows.filter(({ name }) => !own.some((one) => one.name === name))
  const changed = own.filter(({ name, content }) => applied.has(name) && applied.get(name) !== content)
  const list = (all: { name: string }[]): string => all.map(({ name }) => name).join(', ')
  if (newer.length) return bad(`made by a newer Stance (${list(newer)}): start that version`)
  if (missing.length) return bad(`not applied yet: ${list(missing)}. Run stance migrate`)
  if (changed.length) return warning(`applied with another text than this version has: ${list(changed)}`)
  return good(`${rows.length} applied`)
}

async function secret(pool: Pool, keys: Keys): Promise<Finding> {
  const { rows } = await pool.query<{ secret_fingerprint: string }>('select secret_fingerprint from instance')
  if (!rows[0]) return warning('no server has used this database yet')
  if (rows[0].secret_fingerprint === keys.fingerprint)
    return good('is the one that the database was made with')
  return bad(
    'is another than the database was made with: set STANCE_SECRET to that one, or put the file "secret" back',
  )
}

const READ_THROUGH = 20

/** Every report's content has to be there; the newest are read through. */
async function reports(pool: Pool, config: Config, keys: Keys): Promise<Finding> {
  const blobs = openBlobs(config, keys)
  const { rows } = await pool.query<{ sha256: string }>(
    'select sha256 from report group by 1 order by max(uploaded_at) desc',
  )
  let missing = 0
  for (const [i, { sha256 }] of rows.entries()) {
    if (!(await blobs.has(sha256))) missing++
    else if (i < READ_THROUGH) for await (const _ of blobs.get(sha256).open());
  }
  if (missing)
    return bad(
      `the content of ${missing} of ${rows.length} reports is gone from ${join(config.data, 'blobs')}: restore it from a backup`,
    )
  return good(`${rows.length} stored, the newest ${Math.min(rows.length, READ_THROUGH)} read through`)
}

async function queue(pool: Pool): Promise<Finding> {
  const { rows } = await pool.query<{
    waiting: number
    failed: number
    oldest: number | null
    workers: number
  }>(
    `select count(*) filter (where attempts < max_attempts) as waiting, count(*) filter (where attempts >= max_attempts and locked_at is null) as failed,
       extract(epoch from now() - min(run_at) filter (where attempts < max_attempts and run_at < now()))::int as oldest,
       (select count(*) from pg_stat_activity where application_name = 'stance worker is alive' and datname = current_database()) as workers
     from graphile_worker.jobs`,
  )
  const { waiting, failed, oldest, workers } = rows[0] as (typeof rows)[number]
  if (failed) return bad(`${failed} jobs were given up after several tries: the log of the worker says why`)
  if (waiting && !workers)
    return warning(`${waiting} jobs wait, and no worker runs: start Stance or stance work`)
  if (oldest && oldest > 600)
    return warning(`${waiting} jobs wait, the first for ${Math.round(oldest / 60)} minutes: run more workers`)
  return good(`${waiting} jobs wait, ${workers} workers run`)
}

async function auditLog(pool: Pool): Promise<Finding> {
  const { intact, entries, brokenAt } = await verifyAudit(pool)
  return intact
    ? good(`${entries} entries, unbroken`)
    : bad(`entry ${brokenAt} does not follow from the one before: somebody changed the log`)
}
