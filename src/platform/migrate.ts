import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Pool, type Tx, transaction } from './database.ts'
import { AppError } from './errors.ts'
import { contentId } from './ids.ts'
import { migrateQueue } from './queue.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
// Any number, the same for every Stance process on one database: only one migrates at a time.
const LOCK = 7_400_000_001

/**
 * Brings the schema, and the queue's own, up to date over a pool of at least two connections. One transaction a file, forward
 * only. Safe to run from several processes at once and after an interruption: a file is either applied and recorded, or
 * neither. Returns the names applied now.
 * Throws `database_newer` when the database knows migrations that this version does not.
 */
export async function migrate(pool: Pool): Promise<string[]> {
  const files = await readMigrations()
  const applied: string[] = []
  for (const { name, sql } of files) {
    if (await transaction(pool, (tx) => applyOnce(tx, name, sql))) applied.push(name)
  }
  await refuseNewer(
    pool,
    files.map(({ name }) => name),
  )
  await withLock(pool, () => migrateQueue(pool))
  return applied
}

async function withLock(pool: Pool, work: () => Promise<void>): Promise<void> {
  await transaction(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    await work()
  })
}

/** The migrations that this version brings, in order. `content` tells whether a database was made by the same text. */
export async function readMigrations(): Promise<{ name: string; sql: string; content: string }[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(FOLDER, name), 'utf8')
      return { name, sql, content: contentId(sql) }
    }),
  )
}

/** Applies one migration in the caller's transaction, unless the database has it already. */
export async function applyOnce(tx: Tx, name: string, sql: string): Promise<boolean> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
  await tx.query(
    `create table if not exists migration (name text primary key, content uuid not null, applied_at timestamptz not null default now());
     comment on table migration is 'reference'`,
  )
  const known = await tx.query('select 1 from migration where name = $1', [name])
  if (known.rowCount) return false
  await tx.query(sql)
  await tx.query('insert into migration (name, content) values ($1, $2)', [name, contentId(sql)])
  return true
}

async function refuseNewer(pool: Pool, files: string[]): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    'select name from migration where not (name = any($1))',
    [files],
  )
  if (!rows.length) return
  throw new AppError(
    'database_newer',
    503,
    `This database was made by a newer Stance (it has ${rows.map((r) => r.name).join(', ')}). Start that version, or restore a backup made before the upgrade.`,
  )
}
