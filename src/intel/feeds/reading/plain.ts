import type { Input, Problem } from '../../../formats/contract.ts'
import { decompressed } from '../../../formats/unpack/decompress.ts'
import { peek } from '../../../formats/unpack/upload.ts'
import type { FeedFile } from '../contract.ts'
import { FEED_LIMITS } from './feed-limits.ts'
import { unreadableFeed } from './unreadable-feed.ts'

/**
 * The file's bytes, unpacked where they are gzip: a mirror or an HTTP client may have unpacked them already. Throws at the end of what
 * is cut short: a part of a feed must not pass for all of it.
 */
export const plain = (file: FeedFile): Input => ({ open: () => unpacked(file) })

async function* unpacked(file: FeedFile): AsyncGenerator<Uint8Array> {
  if ((await peek(file, 2)).toString('latin1') !== '\x1F\x8B') {
    yield* file.open()
    return
  }
  const flaws: Problem[] = []
  yield* decompressed({ open: () => file.open() }, 'gzip', FEED_LIMITS, flaws).open()
  if (flaws.length > 0) throw unreadableFeed(file.path, 'is cut short')
}
