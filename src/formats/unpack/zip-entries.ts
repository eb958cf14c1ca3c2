import { Readable } from 'node:stream'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import type { Input, Limits } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { HARMLESS, refuseTooLarge } from './decompress.ts'
import type { Upload } from './upload.ts'

const MOST_ENTRIES = 10_000

export interface ZipEntry {
  /** As the archive has it; only ever shown, nothing is written under it. */
  name: string
  input: Input
}

/** Gives the library ranges of the upload, and remembers why the upload itself could not be read. */
class UploadReader extends RandomAccessReader {
  readonly #upload: Upload
  failure: unknown

  constructor(upload: Upload) {
    super()
    this.#upload = upload
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const stream = Readable.from(this.#upload.open(start, end), { objectMode: false })
    return stream.on('error', (error) => {
      this.failure = error
    })
  }
}

/** The files in a zip. Their sizes are checked against the limits before, and against what they declare while they are read. */
export async function zipEntries(upload: Upload, limits: Limits): Promise<ZipEntry[]> {
  const all = inZip(upload, 'This zip file is damaged: send it again.', async (zip) => {
    if (zip.entryCount > MOST_ENTRIES)
      throw new UnreadableReport(
        'too_large',
        `This zip holds more than ${MOST_ENTRIES} files: send fewer at once.`,
      )
    return zip.eachEntry()
  })
  const entries: Entry[] = []
  for await (const entry of all) if (isFile(entry)) entries.push(entry)
  refuseHostile(entries, upload.size, limits)
  return entries.map((entry) => ({ name: nameOf(entry), input: { open: () => contentOf(upload, entry) } }))
}

async function* contentOf(upload: Upload, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* inZip(upload, `${nameOf(entry)} in this zip is damaged: send it again.`, (zip) =>
    zip.openReadStreamPromise(entry),
  )
}

async function* inZip<T>(
  upload: Upload,
  damaged: string,
  list: (zip: ZipFile) => Promise<AsyncIterable<T>>,
): AsyncGenerator<T> {
  const reader = new UploadReader(upload)
  let zip: ZipFile | undefined
  try {
    // Names are not decoded by the library, because it refuses a zip for one name that climbs out of a folder.
    zip = await fromRandomAccessReaderPromise(reader, upload.size, { autoClose: false, decodeStrings: false })
    yield* await list(zip)
  } catch (cause) {
    if (reader.failure !== undefined) throw reader.failure
    throw cause instanceof UnreadableReport ? cause : new UnreadableReport('broken', damaged, { cause })
  } finally {
    zip?.close()
  }
}

const nameOf = (entry: Entry): string => entry.fileNameRaw.toString('utf8')

const isFile = (entry: Entry): boolean =>
  !nameOf(entry).endsWith('/') && !/(?:^|\/)__MACOSX\//.test(nameOf(entry))

function refuseHostile(entries: Entry[], size: number, limits: Limits): void {
  if (entries.some((entry) => entry.isEncrypted()))
    throw new UnreadableReport('encrypted', 'This zip is encrypted: send it without a password.')
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (total > HARMLESS && total > size * limits.maxExpansion)
    throw new UnreadableReport(
      'bomb',
      `This zip grows more than ${limits.maxExpansion} times when unpacked and is refused. If it is honest, send its files unpacked.`,
    )
  refuseTooLarge(total, limits)
}
