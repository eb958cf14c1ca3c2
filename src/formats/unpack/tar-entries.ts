import type { Input, Problem } from '../contract.ts'
import { inputOf } from '../input.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ByteReader } from './byte-reader.ts'

const BLOCK = 512
const MOST_ENTRIES = 10_000
/** Larger files are read again out of the archive each time they are opened, smaller ones are kept. */
const KEPT = 8 * 1024 * 1024
/** Longest name that an entry of its own may give to the next one. */
const LONGEST_NAME = 64 * 1024

export interface TarEntry {
  /** As the archive has it; only ever shown, nothing is written under it. */
  name: string
  input: Input
  /** The archive ends inside this file. */
  flaws: Problem[]
}

/** Whether the first 512 bytes are those of a tar archive (POSIX 1003.1 ustar, GNU). */
export const isTar = (head: Buffer): boolean =>
  head.length >= BLOCK && head.toString('latin1', 257, 262) === 'ustar' && checksumFits(head)

/**
 * The files in a tar archive, one at a time in its order. An archive that lacks its end adds to `flaws` behind the last file that is there.
 * Throws UnreadableReport where it is damaged.
 */
export async function* tarEntries(input: Input, flaws: Problem[]): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(input.open())
  let [offset, entries] = [0, 0]
  let given: Given = {}
  try {
    for (;;) {
      const block = await reader.take(BLOCK)
      offset += block.length
      if (block.length < BLOCK) {
        flaws.push(loss('', 'the archive ends before its end mark: files may be missing'))
        return
      }
      if (block.every((byte) => byte === 0)) return
      if (!checksumFits(block)) throw damaged()
      const header = headerOf(block, given)
      if (isAbout(header.type)) given = await aboutNext(reader, header)
      else if (!isFile(header)) await reader.skip(header.size)
      else if (++entries > MOST_ENTRIES)
        throw new UnreadableReport(
          'too_large',
          `This archive holds more than ${MOST_ENTRIES} files: send fewer at once.`,
        )
      else yield await entryOf(reader, header, input, offset)
      if (!isAbout(header.type)) given = {}
      offset += paddedSize(header.size)
      await reader.skip(paddedSize(header.size) - header.size)
    }
  } finally {
    await reader.close()
  }
}

interface Header {
  name: string
  size: number
  type: string
}

/** What the entry before says of this one: names longer than a header has room for. */
interface Given {
  path?: string
  size?: number
}

const paddedSize = (size: number): number => Math.ceil(size / BLOCK) * BLOCK

const isAbout = (type: string): boolean => type === 'L' || type === 'x'

/** Files of macOS' archiver that hold what its file system knows of the file beside are no reports. */
const isFile = ({ type, name }: Header): boolean =>
  (type === '0' || type === '\0' || type === '7') && !name.endsWith('/') && !/(?:^|\/)\._[^/]*$/.test(name)

function headerOf(block: Buffer, given: Given): Header {
  const prefix = textIn(block, 345, 500)
  const name = textIn(block, 0, 100)
  const isPosix = block[262] === 0
  return {
    name: given.path ?? (isPosix && prefix !== '' ? `${prefix}/${name}` : name),
    size: given.size ?? sizeIn(block),
    type: String.fromCharCode(block[156] as number),
  }
}

const textIn = (block: Buffer, start: number, end: number): string =>
  block
    .subarray(start, end)
    .toString('utf8')
    .replace(/\0[\s\S]*$/, '')

/** In octal digits, or where these do not suffice in binary, with the first bit set. */
function sizeIn(block: Buffer): number {
  const size =
    (block[124] as number) & 0x80
      ? Number(block.readBigUInt64BE(128))
      : Number.parseInt(textIn(block, 124, 136).trim() || '0', 8)
  if (!Number.isSafeInteger(size) || size < 0) throw damaged()
  return size
}

/** The sum of the header's bytes, its own field counting as spaces. */
function checksumFits(block: Buffer): boolean {
  let sum = 0
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 0x20 : (block[at] as number)
  return sum === Number.parseInt(textIn(block, 148, 156).trim(), 8)
}

async function aboutNext(reader: ByteReader, { type, size }: Header): Promise<Given> {
  if (size > LONGEST_NAME) throw damaged()
  const text = (await reader.take(size)).toString('utf8')
  if (type === 'L') return { path: text.replace(/\0[\s\S]*$/, '') }
  const path = /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1]
  const said = Number(/(?:^|\n)\d+ size=(\d+)/.exec(text)?.[1] ?? Number.NaN)
  return { ...(path && { path }), ...(Number.isSafeInteger(said) && { size: said }) }
}

async function entryOf(
  reader: ByteReader,
  { name, size }: Header,
  archive: Input,
  offset: number,
): Promise<TarEntry> {
  if (size > KEPT) {
    const flaws = (await reader.skip(size)) < size ? [endsInside()] : []
    return { name, input: { open: () => partOf(archive, offset, size) }, flaws }
  }
  const bytes = await reader.take(size)
  return { name, input: inputOf(bytes), flaws: bytes.length < size ? [endsInside()] : [] }
}

async function* partOf(archive: Input, offset: number, size: number): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(archive.open())
  try {
    await reader.skip(offset)
    yield* reader.chunks(size)
  } finally {
    await reader.close()
  }
}

const endsInside = (): Problem => loss('', 'the archive ends inside this file: what follows is missing')

const damaged = (): UnreadableReport =>
  new UnreadableReport('broken', 'This tar archive is damaged: send it again.')
