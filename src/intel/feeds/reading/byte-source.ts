/** The bytes of a stream, taken in the amounts that an archive's headers name. Holds one chunk, and what one `take` asks for. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)
  /** Bytes given out or passed over so far. */
  position = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  /** The next bytes; fewer than `count` only where the stream ends. */
  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count)
    this.#rest = this.#rest.subarray(bytes.length)
    this.position += bytes.length
    return bytes
  }

  /** What `take` would give. */
  async peek(count: number): Promise<Buffer> {
    if (this.#rest.length < count) {
      const parts = [this.#rest]
      let have = this.#rest.length
      while (have < count) {
        const { value, done } = await this.#chunks.next()
        if (done) break
        parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
        have += value.length
      }
      this.#rest = Buffer.concat(parts)
    }
    return this.#rest.subarray(0, count)
  }

  /** Passes over bytes; false where the stream ends before. */
  async skip(count: number): Promise<boolean> {
    let left = count
    while (left > 0) {
      const passed = (await this.take(Math.min(left, 64 * 1024))).length
      if (passed === 0) return false
      left -= passed
    }
    return true
  }

  /** Lets the stream go. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
