/** Takes a stream of bytes apart by counts. What is asked for beyond its end is not there. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next `count` bytes, fewer at the end. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.chunks(count)) parts.push(part)
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  }

  /** Passes over the next `count` bytes; tells over how many. */
  async skip(count: number): Promise<number> {
    let skipped = 0
    for await (const part of this.chunks(count)) skipped += part.length
    return skipped
  }

  /** The next `count` bytes as they come. */
  async *chunks(count: number): AsyncGenerator<Buffer> {
    let left = count
    while (left > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const part = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(part.length)
      left -= part.length
      yield part
    }
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  async #more(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next()
      if (done) return false
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    return true
  }
}
