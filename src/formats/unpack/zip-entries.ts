import { Readable } from 'node:stream'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import type { Input, Limits } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { refuseTooLarge } from './decompress.ts'
import type { Upload } from './upload.ts'

const MOST_ENTRIES = 10_000

/** What a zip may grow to whatever its ratio. */
const HARMLESS = 32 * 1024 * 1024

export interface ZipEntry {
  /** As the archive has it; only ever shown, nothing is written under it. */
  name: string
  input: Input
}

class UploadReader extends RandomAccessReader {
  readonly #upload: Upload

  constructor(upload: Upload) {
    super()
    this.#upload = upload
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#upload.open(start, end), { objectMode: false })
  }
}

/** The files in a zip. Their sizes are checked against the limits before, and against what they declare while they are read. */
export async function zipEntries(upload: Upload, limits: Limits): Promise<ZipEntry[]> {
  const entries: Entry[] = []
  let zip: ZipFile
  try {
    zip = await openZip(upload)
    if (zip.entryCount > MOST_ENTRIES)
      throw new UnreadableReport(
        'too_large',
        `This zip holds more than ${MOST_ENTRIES} files: send fewer at once.`,
      )
    for await (const entry of zip.eachEntry()) if (isFile(entry)) entries.push(entry)
  } catch (cause) {
    if (cause instanceof UnreadableReport) throw cause
    throw new UnreadableReport('broken', 'This zip file is damaged: send it again.', { cause })
  }
  refuseHostile(entries, upload.size, limits)
  return entries.map((entry) => ({ name: nameOf(entry), input: { open: () => contentOf(upload, entry) } }))
}

// Names are not decoded by the library, because it refuses a zip for one name that climbs out of a folder.
const openZip = (upload: Upload): Promise<ZipFile> =>
  fromRandomAccessReaderPromise(new UploadReader(upload), upload.size, {
    autoClose: false,
    decodeStrings: false,
  })

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
      `This zip grows more than ${limits.maxExpansion} times when unpacked and is refused.`,
    )
  refuseTooLarge(total, limits)
}

async function* contentOf(upload: Upload, entry: Entry): AsyncGenerator<Uint8Array> {
  const zip = await openZip(upload)
  try {
    yield* await zip.openReadStreamPromise(entry)
  } catch (cause) {
    throw new UnreadableReport('broken', `${nameOf(entry)} in this zip is damaged: send it again.`, { cause })
  } finally {
    zip.close()
  }
}
