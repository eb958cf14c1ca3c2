import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { BackupSummary } from '../cli/wiring.ts'
import { queueReport } from '../findings/reports/submit-report.ts'
import { readArchive } from '../platform/archive-file.ts'
import { grouped } from '../platform/archive-parts.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { deriveKeys, replaceSecret } from '../platform/keys.ts'
import { applyOnce, migrate, readMigrations } from '../platform/migrate.ts'
import { copyTarget } from '../platform/stored-tables.ts'
import type { TarEntry } from '../platform/tar.ts'
import { BACKUP, type Manifest } from './backup-manifest.ts'
import { openBlobs, openDatabase } from './open-instance.ts'

/**
 * Brings a backup back into a database without content, in one transaction: all of it or nothing. Tables are made as the
 * backup's version had them, filled, and then brought up to date. Throws `bad_backup`, `not_empty`, `database_newer`,
 * `wrong_secret`.
 */
export async function restore(
  config: Config,
  file: string,
  progress: (text: string) => void,
): Promise<BackupSummary> {
  const { manifest, entries } = await readArchive<Manifest>(file, BACKUP)
  if (config.secret && config.secret !== manifest.secret)
    throw new AppError(
      'wrong_secret',
      422,
      'STANCE_SECRET is another secret than the one in the backup. Leave it out, or set it to that one.',
    )
  const database = await openDatabase(config, { role: 'restore', connections: 3, alone: true })
  try {
    const blobs = openBlobs(config, deriveKeys(manifest.secret))
    const summary = await transaction(database.pool, async (tx) => {
      await requireEmpty(tx, !config.databaseUrl)
      await makeTables(tx, manifest)
      return fill(tx, manifest, entries, blobs, progress)
    })
    if (!config.secret) await replaceSecret(config.data, manifest.secret)
    await migrate(database.pool)
    await requeueUnfinished(database.pool)
    return summary
  } finally {
    await database.close()
  }
}

/** Nothing of anybody's is ever dropped: tables may be there only in our own embedded database, and only unused. */
async function requireEmpty(tx: Tx, embedded: boolean): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  const tables = rows.map(({ name }) => name)
  if (!tables.length) return
  for (const table of embedded ? ['person', 'asset', 'application'] : tables) {
    const used =
      tables.includes(table) && (!embedded || (await tx.query(`select 1 from ${table} limit 1`)).rowCount)
    if (used)
      throw new AppError(
        'not_empty',
        409,
        'This database is in use already. Restore into an empty one: another STANCE_DATA folder or STANCE_DATABASE_URL.',
      )
  }
  await tx.query(
    'drop schema public cascade; create schema public; drop schema if exists graphile_worker cascade',
  )
}

async function makeTables(tx: Tx, { migrations }: Manifest): Promise<void> {
  const own = new Map((await readMigrations()).map((one) => [one.name, one]))
  const foreign = migrations.filter(({ name, content }) => own.get(name)?.content !== content)
  if (foreign.length)
    throw new AppError(
      'database_newer',
      422,
      `The backup was made by another version (it has ${foreign.map(({ name }) => name).join(', ')}). Restore it with that version.`,
    )
  await tx.query(
    'drop schema public cascade; create schema public; drop schema if exists graphile_worker cascade',
  )
  for (const { name } of migrations) await applyOnce(tx, name, own.get(name)?.sql ?? '')
}

async function fill(
  tx: Tx,
  { tables }: Manifest,
  entries: AsyncIterable<TarEntry>,
  blobs: Blobs,
  progress: (text: string) => void,
): Promise<BackupSummary> {
  const summary = { tables: 0, rows: 0, blobs: 0, bytes: 0 }
  for await (const { name, content } of grouped(entries, (bytes) => {
    summary.bytes += bytes
  })) {
    progress(`${name} …`)
    const [kind, id = ''] = name.split('/')
    const table = tables.find((one) => one.name === id)
    if (kind === 'tables' && table) {
      // Rows come back as they were; what triggers would do to new ones was done to them.
      await tx.query(`alter table "${id}" disable trigger user`)
      const stream = tx.query(copyFrom(`copy ${copyTarget(table)} from stdin`))
      // Tells the server to give the copy up when the content breaks off; else the connection would wait for more for ever.
      await pipeline(Readable.from(content, { objectMode: false }), stream)
      await tx.query(`alter table "${id}" enable trigger user`)
      summary.rows += stream.rowCount
      summary.tables++
    } else if (kind === 'blobs') {
      await blobs.putStored(id, content)
      summary.blobs++
    } else
      throw new AppError(
        'bad_backup',
        422,
        `The backup holds something unknown (${name}). Restore it with the version that made it.`,
      )
  }
  return summary
}

/** Uploads that were acknowledged but not read when the backup was made are read now. */
async function requeueUnfinished(pool: Pool): Promise<void> {
  await transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ asset: string; id: string }>(
      "select asset_id as asset, id from report where status in ('queued', 'reading', 'matching') order by id",
    )
    for (const { asset, id } of rows) await queueReport(tx, asset, id)
  })
}
