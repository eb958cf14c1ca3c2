// Tar archives as GitHub serves them: ustar with pax headers (POSIX.1-2017), gzipped. Names longer than 100 characters are common there.
import type { FeedFile } from '../contract.ts'
import type { ArchiveEntry, Problem } from './archive-entry.ts'
import { ByteSource } from './byte-source.ts'
import { FEED_LIMITS } from './feed-limits.ts'
import { plain } from './plain.ts'
import { shown } from './shown.ts'
import { unreadableFeed } from './unreadable-feed.ts'

const BLOCK = 512
const MOST_PAX = 1024 * 1024

interface Header {
  name: string
  type: string
  size: number
}

/**
 * The files in a tar, one at a time, which `wanted` names. One that is too large is a Problem. Throws for what is no tar, is cut short
 * or is damaged: its next file can only be found by the sizes that it tells.
 */
export async function* tarEntries(
  file: FeedFile,
  wanted: (name: string) => boolean,
): AsyncGenerator<ArchiveEntry | Problem> {
  const source = new ByteSource(plain(file).open())
  let longName: string | undefined
  try {
    for (;;) {
      const block = await exactly(source, BLOCK, file)
      if (block.every((byte) => byte === 0)) break
      const header = headerOf(block, file)
      const name = longName ?? header.name
      if (isMeta(header.type)) {
        if (header.size > MOST_PAX) throw unreadableFeed(file.path, 'is damaged')
        const given = nameIn(await bodyOf(source, header, file), header.type)
        longName = given ?? longName
        continue
      }
      longName = undefined
      const isFile = header.type === '0' || header.type === '\0'
      if (!isFile || !wanted(name)) await pass(source, header, file)
      else if (header.size > FEED_LIMITS.maxElementBytes) {
        await pass(source, header, file)
        yield {
          type: 'problem',
          where: name,
          message: 'this file is left out: it is larger than any record',
        }
      } else yield { type: 'entry', name, content: await bodyOf(source, header, file) }
    }
    // What follows the end is padding; reading it lets the unpacking say whether it was whole.
    while ((await source.take(64 * 1024)).length > 0);
  } finally {
    await source.close()
  }
}

function headerOf(block: Buffer, file: FeedFile): Header {
  const field = (at: number, length: number): string =>
    block.toString('latin1', at, at + length).split('\0')[0] ?? ''
  const told = Number.parseInt(field(148, 8), 8)
  let sum = 8 * 32
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] as number
  const size = sizeIn(block.subarray(124, 136))
  if (told !== sum || !Number.isSafeInteger(size) || size < 0)
    throw unreadableFeed(file.path, 'is no tar archive, or it is damaged')
  const prefix = field(257, 6) === 'ustar' ? field(345, 155) : ''
  const name = shown(prefix ? `${prefix}/${field(0, 100)}` : field(0, 100))
  return { name, type: String.fromCharCode(block[156] as number), size }
}

/** Octal digits, or the base-256 form that GNU tar writes for large files. */
function sizeIn(field: Buffer): number {
  if (((field[0] as number) & 0x80) !== 0) return Number(field.readBigUInt64BE(4))
  const digits = field.toString('latin1').replace(/[\0 ].*$/s, '')
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** Extended headers of pax (`x` for the next file, `g` for all) and GNU's long names (`L`, `K`). */
const isMeta = (type: string): boolean => 'xgLK'.includes(type)

function nameIn(body: Buffer, type: string): string | undefined {
  if (type === 'L') return shown(body.toString('utf8'))
  if (type !== 'x') return undefined
  for (let at = 0; at < body.length; ) {
    const length = Number.parseInt(body.toString('latin1', at, at + 10), 10)
    if (!(length > 0)) break
    const record = body.subarray(at, at + length).toString('utf8')
    const path = /^\d+ path=(.*)\n?$/s.exec(record)?.[1]
    if (path !== undefined) return shown(path)
    at += length
  }
  return undefined
}

async function bodyOf(source: ByteSource, header: Header, file: FeedFile): Promise<Buffer> {
  const padded = await exactly(source, Math.ceil(header.size / BLOCK) * BLOCK, file)
  return padded.subarray(0, header.size)
}

async function pass(source: ByteSource, header: Header, file: FeedFile): Promise<void> {
  if (!(await source.skip(Math.ceil(header.size / BLOCK) * BLOCK)))
    throw unreadableFeed(file.path, 'is cut short')
}

async function exactly(source: ByteSource, count: number, file: FeedFile): Promise<Buffer> {
  const bytes = await source.take(count)
  if (bytes.length < count) throw unreadableFeed(file.path, 'is cut short')
  return bytes
}
