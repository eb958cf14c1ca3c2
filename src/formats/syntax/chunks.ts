import type { Input } from '../contract.ts'

/** Readers work through pieces of this size, so that what one piece completes stays small. */
const PIECE = 64 * 1024

/** The input's bytes as Buffers of bounded size, without copying. */
export async function* chunksOf(input: Input): AsyncGenerator<Buffer> {
  for await (const chunk of input.open()) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
  }
}
