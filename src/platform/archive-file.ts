import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { pipeline as pipelineDone } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { AppError } from './errors.ts'
import { readTar, type TarEntry, tarEnd, tarEntry } from './tar.ts'

/** First entry of an archive: what it holds, in what form, made when. */
export interface ArchiveManifest {
  format: number
  /** ISO 8601. */
  madeAt: string
}

/** How an archive is called when it is not whole. */
export interface ArchiveKind {
  /** `backup of Stance`. */
  name: string
  /** Error code: `bad_backup`. */
  code: string
  /** The newest format that can be read. */
  format: number
}

const MANIFEST = 'manifest.json'
const END = 'end.json'

/**
 * Writes an archive: a zstd-compressed tar whose last entry proves the others. It gets its name only when it has been read back from the
 * disk and is whole: a backup that cannot be restored must not end well. Throws the kind's code if it is not.
 */
export async function writeArchive(
  file: string,
  kind: ArchiveKind,
  manifest: ArchiveManifest,
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
    for await (const _ of checked(partial, (reason) => unwritten(file, kind, reason)));
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Reads an archive, once through to know that it is whole: its manifest, and the entries after it. Throws the kind's code. */
export async function readArchive<M extends ArchiveManifest>(
  file: string,
  kind: ArchiveKind,
): Promise<{ manifest: M; entries: AsyncIterable<TarEntry> }> {
  const bad = (reason: string): AppError => notWhole(file, kind, reason)
  for await (const _ of checked(file, bad));
  const entries = checked(file, bad)
  const first = await entries.next()
  if (first.done || first.value.name !== MANIFEST) throw bad('it does not begin with a manifest')
  const manifest = JSON.parse(Buffer.from(first.value.content).toString()) as M
  if (manifest.format !== kind.format) throw bad('a newer Stance wrote it')
  return { manifest, entries }
}

/** The entries of an archive before its end, whose sum they must have; `bad` makes the error of one that is not whole. */
async function* checked(file: string, bad: (reason: string) => AppError): AsyncGenerator<TarEntry> {
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
    throw error instanceof AppError ? error : bad((error as Error).message)
  }
}

function addTo(sum: Hash, entry: TarEntry): TarEntry {
  sum.update(`${entry.name}\0${entry.content.byteLength}\0`).update(entry.content)
  return entry
}

const unwritten = (file: string, { code, name }: ArchiveKind, reason: string): AppError =>
  new AppError(
    code,
    500,
    `The ${name} at ${file} is not whole when it is read back: ${reason}. It was removed; try again, or write it to another disk.`,
  )

const notWhole = (file: string, { code, name }: ArchiveKind, reason: string): AppError =>
  new AppError(code, 422, `${file} is not a whole ${name}: ${reason}. Nothing was changed; try another copy.`)
