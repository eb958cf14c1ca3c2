import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { pipeline as pipelineDone } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { AppError } from '../platform/errors.ts'
import { readTar, type TarEntry, tarEnd, tarEntry } from '../platform/tar.ts'

/** First entry of a backup. */
export interface Manifest {
  format: 1
  madeAt: string
  migrations: { name: string; content: string }[]
  tables: { name: string; columns: string[] }[]
  secret: string
}

const MANIFEST = 'manifest.json'
const END = 'end.json'

/** Writes a backup: a zstd-compressed tar whose last entry proves the others. Under its name only when it is whole. */
export async function writeBackup(
  file: string,
  manifest: Manifest,
  entries: AsyncIterable<TarEntry>,
): Promise<void> {
  const partial = `${file}.partial`
  const checksum = { [constants.ZSTD_c_checksumFlag]: 1 }
  async function* archive(): AsyncGenerator<Buffer> {
    const sum = createHash('sha256')
    const time = new Date(manifest.madeAt)
    const add = (entry: TarEntry): Buffer => tarEntry(addTo(sum, entry), time)
    yield add({ name: MANIFEST, content: Buffer.from(JSON.stringify(manifest, null, 1)) })
    for await (const entry of entries) yield add(entry)
    yield tarEntry({ name: END, content: Buffer.from(JSON.stringify({ sha256: sum.digest('hex') })) }, time)
    yield tarEnd
  }
  try {
    await pipelineDone(
      Readable.from(archive(), { objectMode: false }),
      createZstdCompress({ params: checksum }),
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Reads a backup, once through to know that it is whole: its manifest, and the entries after it. Throws `bad_backup`. */
export async function readBackup(
  file: string,
): Promise<{ manifest: Manifest; entries: AsyncIterable<TarEntry> }> {
  for await (const _ of checked(file));
  const entries = checked(file)
  const first = await entries.next()
  if (first.done || first.value.name !== MANIFEST) throw bad(file, 'it does not begin with a manifest')
  const manifest = JSON.parse(Buffer.from(first.value.content).toString()) as Manifest
  if (manifest.format !== 1) throw bad(file, 'a newer Stance wrote it')
  return { manifest, entries }
}

async function* checked(file: string): AsyncGenerator<TarEntry> {
  const sum = createHash('sha256')
  try {
    const plain = pipeline(createReadStream(file), createZstdDecompress(), () => {})
    for await (const entry of readTar(plain)) {
      if (entry.name === END) {
        const { sha256 } = JSON.parse(Buffer.from(entry.content).toString()) as { sha256: string }
        if (sum.digest('hex') !== sha256) throw new Error('its content is not what was written')
        return
      }
      yield addTo(sum, entry)
    }
    throw new Error('it is cut short')
  } catch (error) {
    throw error instanceof AppError ? error : bad(file, (error as Error).message)
  }
}

function addTo(sum: Hash, entry: TarEntry): TarEntry {
  sum.update(`${entry.name}\0${entry.content.byteLength}\0`).update(entry.content)
  return entry
}

const bad = (file: string, reason: string): AppError =>
  new AppError(
    'bad_backup',
    422,
    `${file} is not a whole backup of Stance: ${reason}. Nothing was changed; try another copy.`,
  )
