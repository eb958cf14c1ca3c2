import { createCipheriv, createDecipheriv, createHash, type Hash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline, Readable, type Transform } from 'node:stream'
import { pipeline as pipelineDone } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { diskRoom, LEAST_ROOM } from './disk-room.ts'
import { AppError } from './errors.ts'
import { newId } from './ids.ts'

// A stored blob: magic, 12 bytes nonce, AES-256-GCM of the zstd stream, 16 bytes tag.
const MAGIC = Buffer.from('STB1')
const NONCE = 12
const TAG = 16
const TEMPORARY_MS = 24 * 3600_000
/** Each piece is a way to another thread and back: as many as there are bytes in the default of 16 KiB make reading wait for them. */
const PIECE = 256 * 1024

/** Immutable byte strings, addressed by the SHA-256 of their content (hex), compressed and encrypted where they lie. */
export interface Blobs {
  /** Stores a stream; durable when it returns. Throws `too_large` past `maxBytes`, `disk_full`. The same content is kept once. */
  put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ sha256: string; bytes: number }>
  /** The content; each `open()` starts at the beginning. Throws `blob_missing`, or `blob_damaged` at its end. */
  get(sha256: string): { open(): AsyncIterable<Uint8Array> }
  has(sha256: string): Promise<boolean>
  list(): AsyncIterable<string>
  /** As stored, for backups: readable only with the same secret. */
  getStored(sha256: string): AsyncIterable<Uint8Array>
  putStored(sha256: string, source: AsyncIterable<Uint8Array>): Promise<void>
  /** Removes what interrupted uploads left behind. */
  sweep(): Promise<void>
}

/** Blobs in a folder: `<folder>/ab/abcdef…`. Nothing is stored where its disk has less room than `leastRoom` (bytes): `disk_full`. */
export function folderBlobs(folder: string, key: Buffer, leastRoom = LEAST_ROOM): Blobs {
  const place = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
  const temporary = join(folder, 'tmp')
  const write = async (source: AsyncIterable<Uint8Array>, name: () => string): Promise<void> => {
    const partial = join(temporary, newId())
    try {
      await mkdir(temporary, { recursive: true, mode: 0o700 })
      // A report that could be stored but not read would wait without a word.
      if ((await diskRoom(temporary)) < leastRoom) throw diskFull()
      await pipelineDone(source, createWriteStream(partial, { mode: 0o600, flush: true }))
      await settle(partial, place(name()))
    } catch (error) {
      throw storageError(error)
    } finally {
      await rm(partial, { force: true })
    }
  }
  return {
    async put(source, maxBytes) {
      const hash = createHash('sha256')
      const measured = { bytes: 0 }
      const bounded = measure(source, maxBytes, hash, measured)
      let sha256 = ''
      await write(seal(bounded, key), () => {
        sha256 = hash.digest('hex')
        return sha256
      })
      return { sha256, bytes: measured.bytes }
    },
    get: (sha256) => ({ open: () => unseal(place(sha256), sha256, key) }),
    has: (sha256) => exists(place(sha256)),
    async *list() {
      for (const part of await readdir(folder).catch(() => [])) {
        if (part.length === 2) yield* await readdir(join(folder, part))
      }
    },
    getStored: (sha256) => createReadStream(place(sha256)),
    putStored: (sha256, source) => write(source, () => sha256),
    async sweep() {
      for (const name of await readdir(temporary).catch(() => [])) {
        const file = join(temporary, name)
        const { mtimeMs } = await stat(file)
        if (Date.now() - mtimeMs > TEMPORARY_MS) await rm(file, { force: true })
      }
    },
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function* measure(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  hash: Hash,
  measured: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    measured.bytes += chunk.byteLength
    if (measured.bytes > maxBytes) throw tooLarge(maxBytes)
    hash.update(chunk)
    yield chunk
  }
}

/** Under its name only when whole and on disk, the folder's entry included. */
async function settle(partial: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await rename(partial, target)
  const folder = await open(dirname(target), 'r')
  await folder.sync().catch(() => {}) // folders cannot be synced on every system
  await folder.close()
}

async function* seal(source: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  yield Buffer.concat([MAGIC, nonce])
  for await (const chunk of through(Readable.from(source, { objectMode: false }), createZstdCompress()))
    yield cipher.update(chunk)
  yield cipher.final()
  yield cipher.getAuthTag()
}

/** A stream through transforms; when one breaks or the reader stops, all are closed. */
const through = (source: Readable, ...steps: Transform[]): AsyncIterable<Buffer> =>
  pipeline([source, ...steps], () => {}) as unknown as Readable

async function* unseal(file: string, sha256: string, key: Buffer): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r').catch((cause) => {
    throw new AppError(
      'blob_missing',
      500,
      `The stored content ${sha256} is gone. Restore it from a backup.`,
      { cause },
    )
  })
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(MAGIC.length + NONCE)
    const tag = Buffer.alloc(TAG)
    await handle.read(head, 0, head.length, 0)
    await handle.read(tag, 0, TAG, Math.max(0, size - TAG))
    if (size < head.length + TAG || !head.subarray(0, MAGIC.length).equals(MAGIC))
      throw new Error('not a stored blob')
    const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(MAGIC.length)).setAuthTag(tag)
    const sealed = handle.createReadStream({
      start: head.length,
      end: size - TAG - 1,
      autoClose: false,
      highWaterMark: PIECE,
    })
    yield* through(
      size - TAG > head.length ? sealed : Readable.from([]),
      decipher,
      createZstdDecompress({ chunkSize: PIECE }),
    )
  } catch (cause) {
    throw new AppError(
      'blob_damaged',
      500,
      `The stored content ${sha256} is damaged, or was stored with another secret. Restore it from a backup.`,
      { cause },
    )
  } finally {
    await handle.close()
  }
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError(
    'too_large',
    413,
    `The upload is larger than ${maxBytes} bytes. Split it, or raise STANCE_MAX_UPLOAD.`,
  )

function storageError(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(error) : error
}

const diskFull = (cause?: unknown): AppError =>
  new AppError(
    'disk_full',
    507,
    'The disk that holds the data folder is full. Free 100 MB or more, then send it again; nothing was stored.',
    { cause },
  )
