import { contentId } from './ids.ts'

/** A content id with the marks of a UUID of version 8 (RFC 9562), without which some validators take it for none. */
export function contentUuid(...parts: readonly string[]): string {
  const id = contentId(...parts)
  return `${id.slice(0, 14)}8${id.slice(15, 19)}a${id.slice(20)}`
}
