import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { chunksOf } from './chunks.ts'

export interface Line {
  type: 'line'
  where: string
  text: string
}

/** The lines of a text, without their line ends. A line over `maxElementBytes` becomes a Problem. */
export async function* eachLine(input: Input, context: ReadContext): AsyncGenerator<Line | Problem> {
  for await (const batch of lineBatches(input, context)) for (const line of batch) yield line
}

/** What `eachLine` yields, many at a time: for formats whose reports have hundreds of thousands of lines. */
export async function* lineBatches(
  input: Input,
  context: ReadContext,
): AsyncGenerator<readonly (Line | Problem)[]> {
  const cutter = new LineCutter(context.limits.maxElementBytes)
  for await (const chunk of chunksOf(input)) {
    const lines = cutter.cut(chunk)
    if (lines.length > 0) yield lines
  }
  yield cutter.end()
}

const LINE_FEED = 10

class LineCutter {
  readonly #most: number
  #number = 0
  /** Of the line under way. */
  #parts: Buffer[] = []
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  /** The lines that a chunk completes. */
  cut(chunk: Buffer): (Line | Problem)[] {
    const lines: (Line | Problem)[] = []
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      lines.push(this.#bytes === 0 ? this.#line(chunk, start, end) : this.#joined(chunk.subarray(start, end)))
      start = end + 1
    }
    if (start < chunk.length) this.#add(chunk.subarray(start))
    return lines
  }

  /** The last line, where no line end follows it. */
  end(): (Line | Problem)[] {
    return this.#bytes > 0 ? [this.#joined(Buffer.alloc(0))] : []
  }

  #add(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > this.#most) this.#parts = []
    else this.#parts.push(part)
  }

  #joined(rest: Buffer): Line | Problem {
    this.#add(rest)
    const bytes = Buffer.concat(this.#parts)
    const length = this.#bytes
    this.#parts = []
    this.#bytes = 0
    return this.#line(bytes, 0, length)
  }

  #line(bytes: Buffer, start: number, end: number): Line | Problem {
    const where = `line ${++this.#number}`
    if (end - start > this.#most)
      return loss(where, 'this line is longer than the limit allows and is left out')
    const text = bytes.toString('utf8', start, end)
    return { type: 'line', where, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  }
}
