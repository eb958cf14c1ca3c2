import type { Upload } from '../../formats/unpack/upload.ts'

/** A stored blob as an upload: ranges are cut out of the stream, because a compressed, encrypted blob has no other way in. */
export const uploadOfBlob = (blob: Pick<Upload, 'open'>, size: number): Upload => ({
  size,
  open: (start = 0, end = size) =>
    start === 0 && end >= size ? blob.open() : range(blob.open(), start, end),
})

async function* range(
  source: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of source) {
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, chunk.length)
    if (from < to) yield chunk.subarray(from, to)
    at += chunk.length
    if (at >= end) return
  }
}
