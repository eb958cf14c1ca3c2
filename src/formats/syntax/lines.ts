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
  const make = (where: string, bytes: Buffer): Line => ({ type: 'line', where, text: textOf(bytes) })
  for await (const batch of cutLines(input, context, make)) for (const line of batch) yield line
}

/** Without the carriage return of a line end. */
export function textOf(line: Buffer): string {
  const text = line.toString('utf8')
  return text.endsWith('\r') ? text.slice(0, -1) : text
}

/** What is made of a line's bytes, which lie in the input's own: they are not to be kept. */
type LineMaker<T> = (where: string, bytes: Buffer) => T

/** Of each line what `make` makes of its bytes, many at a time. A line over `maxElementBytes` becomes a Problem. */
export async function* cutLines<T>(
  input: Input,
  context: ReadContext,
  make: LineMaker<T>,
): AsyncGenerator<readonly (T | Problem)[]> {
  const cutter = new LineCutter(context.limits.maxElementBytes, make)
  for await (const chunk of chunksOf(input)) {
    const lines = cutter.cut(chunk)
    if (lines.length > 0) yield lines
  }
  yield cutter.end()
}

const LINE_FEED = 10

class LineCutter<T> {
  readonly #most: number
  readonly #make: LineMaker<T>
  #number = 0
  /** Of the line under way. */
  #parts: Buffer[] = []
  #bytes = 0

  constructor(most: number, make: LineMaker<T>) {
    this.#most = most
    this.#make = make
  }

  /** The lines that a chunk completes. */
  cut(chunk: Buffer): (T | Problem)[] {
    const lines: (T | Problem)[] = []
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const line = chunk.subarray(start, end)
      lines.push(this.#bytes === 0 ? this.#line(line, line.length) : this.#joined(line))
      start = end + 1
    }
    if (start < chunk.length) this.#add(chunk.subarray(start))
    return lines
  }

  /** The last line, where no line end follows it. */
  end(): (T | Problem)[] {
    return this.#bytes > 0 ? [this.#joined(Buffer.alloc(0))] : []
  }

  #add(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > this.#most) this.#parts = []
    else this.#parts.push(part)
  }

  #joined(rest: Buffer): T | Problem {
    this.#add(rest)
    const bytes = Buffer.concat(this.#parts)
    const length = this.#bytes
    this.#parts = []
    this.#bytes = 0
    return this.#line(bytes, length)
  }

  #line(bytes: Buffer, length: number): T | Problem {
    const where = `line ${++this.#number}`
    return length > this.#most
      ? loss(where, 'this line is longer than the limit allows and is left out')
      : this.#make(where, bytes)
  }
}
