// ZIP (APPNOTE 6.3), read from its beginning to its end: the archives of large ecosystems have hundreds of thousands of entries and
// come as streams. The library that reads uploads needs the whole file at hand, because it starts with the directory at its end.
import { crc32, inflateRawSync } from 'node:zlib'
import type { FeedFile } from '../contract.ts'
import type { ArchiveEntry, Problem } from './archive-entry.ts'
import { ByteSource } from './byte-source.ts'
import { FEED_LIMITS } from './feed-limits.ts'
import { shown } from './shown.ts'
import { unreadableFeed } from './unreadable-feed.ts'

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const DESCRIPTOR = 0x08074b50
const ENCRYPTED = 1
/** The entry's sizes are unknown where it begins; a descriptor behind it tells them. */
const STREAMED = 8

/** Below this nobody is harmed, whatever the ratio. */
const HARMLESS = 64 * 1024 * 1024

interface Header {
  flags: number
  method: number
  sum: number
  packed: number
  unpacked: number
  name: string
}

/**
 * The files in a zip, one at a time. One that is too large or damaged is a Problem, and so is a directory that does not list as many.
 * Throws for what is no zip, is cut short, is encrypted or grows out of measure.
 */
export async function* zipEntries(file: FeedFile): AsyncGenerator<ArchiveEntry | Problem> {
  const source = new ByteSource(file.open())
  let entries = 0
  let grown = 0
  try {
    for (;;) {
      const signature = (await source.peek(4)).toString('latin1')
      if (signature !== 'PK\x03\x04') break
      const header = await headerOf(source, file)
      const content = await contentOf(source, header, file)
      entries++
      grown += 'type' in content ? 0 : content.length
      if (grown > HARMLESS && grown > source.position * FEED_LIMITS.maxExpansion)
        throw unreadableFeed(file.path, 'grows out of measure when it is unpacked')
      if ('type' in content) yield content
      else if (!header.name.endsWith('/')) yield { type: 'entry', name: header.name, content }
    }
    yield* checkDirectory(source, entries, file)
  } finally {
    await source.close()
  }
}

async function headerOf(source: ByteSource, file: FeedFile): Promise<Header> {
  const fixed = await exactly(source, 30, file)
  const flags = fixed.readUInt16LE(6)
  const method = fixed.readUInt16LE(8)
  const sum = fixed.readUInt32LE(14)
  const [packed, unpacked] = [fixed.readUInt32LE(18), fixed.readUInt32LE(22)]
  const lengths = [fixed.readUInt16LE(26), fixed.readUInt16LE(28)] as const
  const name = shown((await exactly(source, lengths[0], file)).toString('utf8'))
  await exactly(source, lengths[1], file)
  if (flags & ENCRYPTED) throw unreadableFeed(file.path, 'is encrypted')
  return { flags, method, sum, packed, unpacked, name }
}

async function contentOf(source: ByteSource, header: Header, file: FeedFile): Promise<Buffer | Problem> {
  if (header.flags & STREAMED) return streamed(source, header, file)
  if (header.packed > FEED_LIMITS.maxElementBytes || header.unpacked > FEED_LIMITS.maxElementBytes) {
    if (!(await source.skip(header.packed))) throw unreadableFeed(file.path, 'is cut short')
    return left(header, 'it is larger than any record')
  }
  const packed = await exactly(source, header.packed, file)
  if (header.method !== 0 && header.method !== 8)
    return left(header, 'it is packed in a way that is not known')
  const content = header.method === 0 ? packed : inflated(packed)?.content
  if (!content) return left(header, 'it is damaged or larger than any record')
  const right = content.length === header.unpacked && crc32(content) === header.sum
  return right ? content : left(header, 'it is not what the archive says of it')
}

/** Deflated data tells its own end; only there the next entry can be found, so what is damaged ends the reading. */
async function streamed(source: ByteSource, header: Header, file: FeedFile): Promise<Buffer> {
  if (header.method !== 8) throw unreadableFeed(file.path, 'holds an entry of unknown size')
  for (let window = 16 * 1024; window <= 4 * FEED_LIMITS.maxElementBytes; window *= 4) {
    const packed = await source.peek(window)
    const result = inflated(packed)
    if (result) {
      await source.skip(result.used)
      await descriptor(source, result.used)
      return result.content
    }
    if (packed.length < window) break
  }
  throw unreadableFeed(file.path, `is damaged or cut short at ${header.name}`)
}

function inflated(packed: Buffer): { content: Buffer; used: number } | undefined {
  try {
    const options = { info: true, maxOutputLength: FEED_LIMITS.maxElementBytes }
    const result = inflateRawSync(packed, options) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    return { content: result.buffer, used: result.engine.bytesWritten }
  } catch {
    return undefined
  }
}

/** Its signature may be missing, and its sizes have four or eight bytes (section 4.3.9): the right form tells the size just seen. */
async function descriptor(source: ByteSource, packed: number): Promise<void> {
  const bytes = await source.peek(24)
  const signed = bytes.length >= 4 && bytes.readUInt32LE(0) === DESCRIPTOR ? 4 : 0
  const wide =
    bytes.length >= signed + 20 &&
    bytes.readBigUInt64LE(signed + 4) === BigInt(packed) &&
    bytes.readUInt32LE(signed + 8) === 0 &&
    !startsEntry(bytes, signed + 12)
  await source.skip(signed + (wide ? 20 : 12))
}

const startsEntry = (bytes: Buffer, at: number): boolean =>
  bytes.length >= at + 4 && [LOCAL, DIRECTORY].includes(bytes.readUInt32LE(at))

async function* checkDirectory(source: ByteSource, entries: number, file: FeedFile): AsyncGenerator<Problem> {
  let listed = 0
  for (;;) {
    const head = await source.peek(46)
    if (head.length < 46 || head.readUInt32LE(0) !== DIRECTORY) break
    listed++
    await source.skip(46 + head.readUInt16LE(28) + head.readUInt16LE(30) + head.readUInt16LE(32))
  }
  const end = (await source.peek(4)).toString('latin1')
  if (!['PK\x05\x06', 'PK\x06\x06'].includes(end))
    throw unreadableFeed(file.path, entries === 0 ? 'is no zip file' : 'is cut short or damaged')
  if (listed !== entries)
    yield {
      type: 'problem',
      where: file.path,
      message: `the archive's directory lists ${listed} files, but it holds ${entries}`,
    }
}

async function exactly(source: ByteSource, count: number, file: FeedFile): Promise<Buffer> {
  const bytes = await source.take(count)
  if (bytes.length < count) throw unreadableFeed(file.path, 'is cut short')
  return bytes
}

const left = (header: Header, why: string): Problem => ({
  type: 'problem',
  where: header.name,
  message: `this file is left out: ${why}`,
})
