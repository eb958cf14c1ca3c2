/** The bytes of a value that may come in several chunks, up to `most`; `bytes` counts all of them. */
export class Capture {
  readonly #most: number
  #parts: Buffer[] = []
  bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  add(chunk: Buffer, start: number, end: number): void {
    const room = this.#most - this.bytes
    if (room > 0) this.#parts.push(chunk.subarray(start, Math.min(end, start + room)))
    this.bytes += end - start
  }

  take(): Buffer {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts)
    this.drop()
    return bytes
  }

  drop(): void {
    this.#parts = []
    this.bytes = 0
  }
}
