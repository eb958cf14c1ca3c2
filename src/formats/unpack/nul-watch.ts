const ESCAPE = Buffer.from('\\u0000')
const OVERLAP = ESCAPE.length - 1

/** Looks for NUL characters in a text's bytes as they pass, so that only then every text of every item has to be searched. */
export class NulWatch {
  seen = false
  #tail: Buffer = Buffer.alloc(0)

  see(bytes: Buffer): void {
    if (this.seen) return
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, OVERLAP)])
    this.seen = bytes.includes(0) || bytes.includes(ESCAPE) || seam.includes(ESCAPE)
    this.#tail = bytes.length >= OVERLAP ? bytes.subarray(-OVERLAP) : seam.subarray(-OVERLAP)
  }
}
