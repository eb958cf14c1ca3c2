import { to as copyTo } from 'pg-copy-streams'
import type { BackupSummary } from '../cli/wiring.ts'
import { writeArchive } from '../platform/archive-file.ts'
import { parts } from '../platform/archive-parts.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import type { Tx } from '../platform/database.ts'
import { deriveKeys, openSecret } from '../platform/keys.ts'
import { copyTarget, storedTables } from '../platform/stored-tables.ts'
import type { TarEntry } from '../platform/tar.ts'
import { BACKUP, type Manifest } from './backup-manifest.ts'
import { openBlobs, openDatabase } from './open-instance.ts'

/**
 * Writes everything to one file while Stance goes on: the rows as of one moment, then every blob, which never change. Needs
 * nothing but SQL, so it works on any PostgreSQL. The database is left as it is, also when its tables are of an older version.
 */
export async function backup(
  config: Config,
  file: string,
  progress: (text: string) => void,
): Promise<BackupSummary> {
  const database = await openDatabase(config, { role: 'backup', connections: 1 })
  const summary = { tables: 0, rows: 0, blobs: 0, bytes: 0 }
  const tx = await database.pool.connect()
  try {
    await tx.query('begin transaction isolation level repeatable read read only')
    const secret = await openSecret(config)
    const manifest = await manifestOf(tx, secret)
    const blobs = openBlobs(config, deriveKeys(secret))
    await writeArchive(file, BACKUP, manifest, everything(tx, manifest, blobs, summary, progress))
    return summary
  } finally {
    tx.release(true)
    await database.close()
  }
}

async function manifestOf(tx: Tx, secret: string): Promise<Manifest> {
  const { rows } = await tx.query<Manifest['migrations'][number]>(
    'select name, content from migration order by name',
  )
  return {
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: rows,
    tables: await storedTables(tx),
    secret,
  }
}

async function* everything(
  tx: Tx,
  { tables }: Manifest,
  blobs: Blobs,
  summary: BackupSummary,
  progress: (text: string) => void,
): AsyncGenerator<TarEntry> {
  const count = (entry: TarEntry): TarEntry => {
    summary.bytes += entry.content.byteLength
    return entry
  }
  for (const table of tables) {
    if (table.name === 'migration') continue
    progress(`table ${table.name} …`)
    const stream = tx.query(copyTo(`copy ${copyTarget(table)} to stdout`))
    for await (const entry of parts(`tables/${table.name}`, stream)) yield count(entry)
    summary.rows += stream.rowCount
    summary.tables++
  }
  for await (const sha256 of blobs.list()) {
    progress(`report ${++summary.blobs} …`)
    for await (const entry of parts(`blobs/${sha256}`, blobs.getStored(sha256))) yield count(entry)
  }
}
