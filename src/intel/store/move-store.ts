import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import {
  type ArchiveKind,
  type ArchiveManifest,
  readArchive,
  writeArchive,
} from '../../platform/archive-file.ts'
import { grouped, parts } from '../../platform/archive-parts.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { copyTarget, type StoredTable, storedTables } from '../../platform/stored-tables.ts'
import type { TarEntry } from '../../platform/tar.ts'
import { countIntel } from './intel-counts.ts'
import { MIRROR_TABLES } from './mirror-tables.ts'

const KIND: ArchiveKind = { name: 'export of intelligence', code: 'bad_intel', format: 1 }
const NAMES = ['intel_file', 'advisory_alias', 'epss_past', ...MIRROR_TABLES.map(({ name }) => name)]

interface Manifest extends ArchiveManifest {
  tables: StoredTable[]
}

export interface Moved {
  tables: number
  rows: number
}

/** Writes all that is known to one file, as of one moment: the caller's transaction is repeatable read. */
export async function exportStore(tx: Tx, file: string): Promise<Moved> {
  const tables = await intelTables(tx)
  const moved = { tables: tables.length, rows: 0 }
  const manifest: Manifest = { format: KIND.format, madeAt: new Date().toISOString(), tables }
  await writeArchive(file, KIND, manifest, contentOf(tx, tables, moved))
  return moved
}

async function* contentOf(tx: Tx, tables: readonly StoredTable[], moved: Moved): AsyncGenerator<TarEntry> {
  for (const table of tables) {
    const stream = tx.query(copyTo(`copy ${copyTarget(table)} to stdout`))
    yield* parts(table.name, stream)
    moved.rows += stream.rowCount
  }
}

/**
 * Makes the store what an export holds, in the caller's transaction: readers see the old or the new. Throws `bad_intel` for a file that
 * is not whole or of other tables, before anything is changed.
 */
export async function importStore(tx: Tx, file: string): Promise<Moved> {
  const { manifest, entries } = await readArchive<Manifest>(file, KIND)
  const own = new Map((await intelTables(tx)).map((table) => [table.name, table]))
  for (const table of manifest.tables) requireSame(file, table, own.get(table.name))
  for (const name of own.keys()) await tx.query(`delete from ${name}`)
  const moved = { tables: own.size, rows: 0 }
  for await (const { name, content } of grouped(entries)) {
    const stream = tx.query(copyFrom(`copy ${copyTarget(own.get(name) as StoredTable)} from stdin`))
    await pipeline(Readable.from(content, { objectMode: false }), stream)
    moved.rows += stream.rowCount
  }
  await countIntel(tx)
  return moved
}

async function intelTables(tx: Tx): Promise<StoredTable[]> {
  return (await storedTables(tx)).filter(({ name }) => NAMES.includes(name))
}

function requireSame(file: string, table: StoredTable, own: StoredTable | undefined): void {
  if (own && own.columns.join() === table.columns.join()) return
  throw new AppError(
    KIND.code,
    422,
    `${file} was written by another version of Stance (its ${table.name} is not as here). Nothing was changed; export it with this version.`,
  )
}
