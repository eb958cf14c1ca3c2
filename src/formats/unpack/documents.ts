import type { Input, Limits, Problem } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { type Compression, decompressed, refuseTooLarge } from './decompress.ts'
import { NulWatch } from './nul-watch.ts'
import { isTar, tarEntries } from './tar-entries.ts'
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

/** What is refused, and what makes something of it that is not. */
const REFUSED: [magic: string, name: string, unpack: string][] = [
  ['BZh', 'bzip2', 'unpack it with `bunzip2`'],
  ['\xFD7zXZ\0', 'xz', 'unpack it with `unxz`'],
  ['\x5D\x00\x00', 'LZMA', 'unpack it with `unlzma`'],
  ['\x04\x22\x4D\x18', 'LZ4', 'unpack it with `lz4 -d`'],
  ['7z\xBC\xAF', '7-Zip', 'unpack it with `7z x`'],
  ['Rar!', 'RAR', 'unpack it with `unrar x`'],
  ['%PDF', 'PDF', 'let the tool write JSON, XML or CSV'],
]

const PACKINGS: [string, Compression | 'zip'][] = [
  ['\x1F\x8B', 'gzip'],
  ['\x28\xB5\x2F\xFD', 'zstd'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
]

/** As much as tells a packing: tar's mark stands behind its first file's name. */
const HEAD = 512

/** Archives that are one report: the name of its document. Their other files belong to it and are no reports. */
const BUNDLES = ['audit.fvdl']

/**
 * The documents in an upload: itself, what gzip or zstd packed, each file of a zip or a tar, each sheet of a workbook. Throws
 * UnreadableReport.
 */
export async function* documentsOf(upload: Upload, limits: Limits): AsyncGenerator<Document> {
  if (packingOf(await peek(upload, HEAD)) !== 'zip') {
    const unwrapped = await unwrap({ open: () => upload.open() }, limits)
    if (unwrapped.packing === 'tar') yield* documentsInTar(unwrapped, limits)
    else yield await plainDocument(unwrapped, limits)
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

/** A packed file without its packings, up to one that holds several files. */
interface Unwrapped {
  input: Input
  flaws: Problem[]
  packing: 'zip' | 'tar' | undefined
}

async function unwrap(packed: Input, limits: Limits): Promise<Unwrapped> {
  const flaws: Problem[] = []
  let input = packed
  for (let layer = 0; ; layer++) {
    const packing = packingOf(await peek(input, HEAD))
    if (packing === undefined || packing === 'zip' || packing === 'tar') return { input, flaws, packing }
    if (layer === MOST_LAYERS)
      throw new UnreadableReport('bomb', 'This upload is packed too many times over and is refused.')
    input = decompressed(input, packing, limits, flaws)
  }
}

const documentOf = async (packed: Input, limits: Limits): Promise<Document> =>
  plainDocument(await unwrap(packed, limits), limits)

async function plainDocument({ input, flaws, packing }: Unwrapped, limits: Limits): Promise<Document> {
  if (packing !== undefined)
    throw new UnreadableReport('broken', `This ${packing} lies inside another packing: send it by itself.`)
  return guarded(await toUtf8(input, flaws), limits, flaws)
}

/** The last one is held back until the archive has ended, so that what is wrong with its packing is told with it. */
async function* documentsInTar({ input, flaws }: Unwrapped, limits: Limits): AsyncGenerator<Document> {
  let held: Document | undefined
  for await (const entry of tarEntries(input, flaws)) {
    if (held) yield held
    const document = await documentOf(entry.input, limits).catch(unreadable)
    document.flaws.push(...entry.flaws)
    held = { name: entry.name, ...document }
  }
  if (!held)
    throw new UnreadableReport('empty', 'This tar holds no file: send one with the output of a tool in it.')
  held.flaws.push(...flaws)
  yield held
}

function packingOf(head: Buffer): Compression | 'zip' | 'tar' | undefined {
  if (isTar(head)) return 'tar'
  const start = head.toString('latin1', 0, 16)
  const refused = REFUSED.find(([magic]) => start.startsWith(magic))
  if (refused) {
    const [, name, unpack] = refused
    throw new UnreadableReport(
      'unknown_format',
      `This is a file of ${name}, which is not read here: ${unpack}, and send that plain or as gzip, zstd, zip or tar.`,
    )
  }
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
