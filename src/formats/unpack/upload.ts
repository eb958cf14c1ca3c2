import type { Input } from '../contract.ts'

/** A report as it was sent, perhaps compressed: a stored blob, a file. */
export interface Upload {
  /** Bytes. */
  size: number
  /** The bytes from `start` up to, not including, `end`; all of them without arguments. Each call reads anew. */
  open(start?: number, end?: number): AsyncIterable<Uint8Array>
}

/** An upload that is in memory. */
export function uploadOf(content: string | Uint8Array): Upload {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return {
    size: bytes.length,
    async *open(start = 0, end = bytes.length) {
      yield bytes.subarray(start, end)
    },
  }
}

/** The first `count` bytes (fewer when there are fewer). */
export async function peek(input: Input, count: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of input.open()) {
    parts.push(chunk)
    bytes += chunk.length
    if (bytes >= count) break
  }
  return Buffer.concat(parts).subarray(0, count)
}
