import { hash, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const ID_BYTES = 16
// Random bytes are fetched for many ids at once: one call each costs more than the rest of the id.
const pool = new Uint8Array(ID_BYTES * 512)
let used = pool.length
const last = { msecs: 0, seq: 0 }

/** A new UUIDv7 (RFC 9562), later than every one before it in this process: ids sort by time, and inserts stay at the right edge. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + ID_BYTES)
  used += ID_BYTES
  const now = Date.now()
  if (now > last.msecs) {
    last.msecs = now
    // 30 random bits leave room to count within the millisecond.
    last.seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 2
  } else last.seq++
  return v7({ random, msecs: last.msecs, seq: last.seq })
}

/**
 * A 128-bit content id in UUID form: the first half of SHA-256 over the parts, parted by U+001F so that
 * ["a","bc"] and ["ab","c"] differ. Same parts, same id, on every machine.
 */
export function contentId(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\u001f'), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
