import type { Input, Limits, Problem } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { type Compression, decompressed, refuseTooLarge } from './decompress.ts'
import { NulWatch } from './nul-watch.ts'
import { toUtf8 } from './to-utf8.ts'
import { peek, type Upload } from './upload.ts'
import { isWorkbook, sheetsOf } from './workbook.ts'
import { type ZipEntry, zipEntries } from './zip-entries.ts'

/** One document of an upload: decompressed, UTF-8, without byte order mark. */
export interface Document {
  /** Its name in an archive. */
  name?: string
  input: Input
  /** What was wrong with its packing; complete once the input has been read to its end. */
  flaws: Problem[]
  /** Whether NUL characters (as such or as JSON escapes) were met so far. */
  holdsNul(): boolean
}

/** A packed file in a packed file in a packed file is enough. */
const MOST_LAYERS = 3

const REFUSED: [string, string][] = [
  ['BZh', 'bzip2'],
  ['\xFD7zXZ\0', 'xz'],
  ['7z\xBC\xAF', '7-Zip'],
  ['Rar!', 'RAR'],
  ['%PDF', 'PDF'],
]

const PACKINGS: [string, Compression | 'zip'][] = [
  ['\x1F\x8B', 'gzip'],
  ['\x28\xB5\x2F\xFD', 'zstd'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
]

/** Archives that are one report: the name of its document. Their other files belong to it and are no reports. */
const BUNDLES = ['audit.fvdl']

/** The documents in an upload: itself, what gzip or zstd packed, each file of a zip, each sheet of a workbook. Throws UnreadableReport. */
export async function* documentsOf(upload: Upload, limits: Limits): AsyncGenerator<Document> {
  if (packingOf(await peek(upload, 16)) !== 'zip') {
    yield await documentOf({ open: () => upload.open() }, limits)
    return
  }
  const entries = await zipEntries(upload, limits)
  if (entries.length === 0)
    throw new UnreadableReport('empty', 'This zip holds no file: send one with the output of a tool in it.')
  if (isWorkbook(entries)) {
    for (const { name, input, flaws } of await sheetsOf(entries, upload.size, limits))
      yield { name, ...guarded(input, limits, flaws) }
    return
  }
  const bundle = entries.find(({ name }) => BUNDLES.includes(name))
  for (const { name, input } of bundle ? [bundle] : entries) {
    const document = await documentOf(input, limits).catch(unreadable)
    if (bundle) document.input.beside = besideOf(entries, limits)
    yield { name, ...document }
  }
}

const besideOf = (entries: ZipEntry[], limits: Limits) => async (name: string) => {
  const entry = entries.find((one) => one.name === name)
  return entry && (await documentOf(entry.input, limits)).input
}

/** One bad file in a zip is told when it is read; the others are read all the same. */
const unreadable = (error: unknown): Document => ({
  input: { open: () => failing(error) },
  flaws: [],
  holdsNul: () => false,
})

// biome-ignore lint/correctness/useYield: it stands for a stream that fails at once
async function* failing(error: unknown): AsyncGenerator<Uint8Array> {
  throw error
}

async function documentOf(packed: Input, limits: Limits): Promise<Document> {
  const flaws: Problem[] = []
  let input = packed
  for (let layer = 0; ; layer++) {
    const packing = packingOf(await peek(input, 16))
    if (packing === 'zip')
      throw new UnreadableReport('broken', 'This zip lies inside another packing: send it by itself.')
    if (packing === undefined) return guarded(await toUtf8(input, flaws), limits, flaws)
    if (layer === MOST_LAYERS)
      throw new UnreadableReport('bomb', 'This upload is packed too many times over and is refused.')
    input = decompressed(input, packing, limits, flaws)
  }
}

function packingOf(head: Buffer): Compression | 'zip' | undefined {
  const start = head.toString('latin1')
  const refused = REFUSED.find(([magic]) => start.startsWith(magic))
  if (refused)
    throw new UnreadableReport(
      'unknown_format',
      `This is a ${refused[1]} file: send the report as gzip, zstd, zip or plain.`,
    )
  return PACKINGS.find(([magic]) => start.startsWith(magic))?.[1]
}

function guarded(input: Input, limits: Limits, flaws: Problem[]): Document {
  const nul = new NulWatch()
  async function* open() {
    let bytes = 0
    for await (const chunk of input.open()) {
      bytes += chunk.length
      refuseTooLarge(bytes, limits)
      nul.see(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
      yield chunk
    }
  }
  return { input: { open }, flaws, holdsNul: () => nul.seen }
}

/** A problem's place, with the document's name before it when the upload has several. */
export const inDocument = (document: Document, found: Problem): Problem =>
  document.name === undefined ? found : { ...found, where: `${document.name}#${found.where}` }
