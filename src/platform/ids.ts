import { hash } from 'node:crypto'
import { v7 } from 'uuid'

/** A new UUIDv7: ids sort by time, which keeps b-tree inserts at the right edge. */
export const newId = (): string => v7()

/**
 * A 128-bit content id in UUID form: the first half of SHA-256 over the parts, parted by U+001F so that
 * ["a","bc"] and ["ab","c"] differ. Same parts, same id, on every machine.
 */
export function contentId(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\u001f'), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
