import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { escapeSegment, parsePatterns, type Step, step } from './json-paths.ts'
import { type Skip, skipOver, startSkip } from './json-skip.ts'

export interface Slice {
  type: 'slice'
  /** Index of the pattern. */
  pattern: number
  where: string
  text: string
}

export interface SlicerOptions {
  /** `match` hands out the values that match the patterns; `rest` keeps the document without them. */
  keep: 'match' | 'rest'
  maxElementBytes: number
  maxDepth: number
  /** More than one document may follow another (NDJSON, concatenated JSON). */
  sequence?: boolean
}

interface Frame {
  array: boolean
  /** Pointer of the container with a slash behind it. */
  prefix: string
  active: number[]
  /** In arrays the next index, in objects unused. */
  index: number
  /** In arrays whose patterns all say `*`: the step of every child. */
  uniform: Step | undefined
  /** Children that `rest` has kept so far. */
  kept: number
}

const [VALUE, KEY, NAME, COLON, AFTER, INSIDE, DONE, BROKEN] = [0, 1, 2, 3, 4, 5, 6, 7] as const
type State = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

const ASCII = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openArray: 0x5b,
  closeArray: 0x5d,
  open: 0x7b,
  close: 0x7d,
}

/**
 * Cuts the values that match patterns out of a JSON document as its bytes come in, without building the document. Only the
 * containers on the way to a match are looked at one by one; everything else is skipped over by balance.
 */
export class JsonSlicer {
  readonly #patterns: string[][]
  readonly #options: SlicerOptions
  readonly #frames: Frame[] = []
  #state: State = VALUE
  #skip: Skip = startSkip(0)
  /** The value or key under way. */
  #keeping = false
  #pattern = -1
  #parts: Buffer[] = []
  #partBytes = 0
  #name = ''
  #where = ''
  #offset = 0
  #documents = 0
  #rest: Buffer[] = []
  #restBytes = 0

  constructor(patterns: string[], options: SlicerOptions) {
    this.#patterns = parsePatterns(patterns)
    this.#options = options
  }

  /** True until a first byte of JSON was seen. */
  get empty(): boolean {
    return this.#documents === 0
  }

  /** What `keep: 'rest'` kept: a JSON document, complete only after `end`. */
  rest(): string {
    return Buffer.concat(this.#rest).toString('utf8')
  }

  /** Takes the next bytes; appends what they complete to `out`. Throws UnreadableReport when this cannot be JSON. */
  write(chunk: Buffer, out: (Slice | Problem)[]): void {
    let i = 0
    while (i < chunk.length) {
      if (this.#state === INSIDE) i = this.#passValue(chunk, i, i, out)
      else if (this.#state === NAME) i = this.#passName(chunk, i, i)
      else if (this.#state === BROKEN) break
      else {
        const byte = chunk[i] as number
        if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) i++
        else i = this.#structure(chunk, i, byte, out)
      }
    }
    this.#offset += chunk.length
  }

  /** The bytes are over. */
  end(out: (Slice | Problem)[]): void {
    if (this.#state === INSIDE && this.#skip.kind === 'scalar' && this.#frames.length === 0)
      this.#finish(Buffer.alloc(0), 0, 0, out)
    if (this.#state === DONE || this.#state === BROKEN || this.empty) return
    if (this.#state === VALUE && this.#frames.length === 0) return
    out.push(
      problem(
        this.#pointer(),
        `the document ends in the middle, at byte ${this.#offset}: what follows here is missing`,
      ),
    )
    this.#state = BROKEN
    this.#closeRest()
  }

  #structure(chunk: Buffer, i: number, byte: number, out: (Slice | Problem)[]): number {
    const top = this.#frames.at(-1)
    switch (this.#state) {
      case VALUE:
        if (byte === ASCII.closeArray && top?.array) return this.#close(i)
        if (byte === ASCII.comma || byte === ASCII.colon || byte === ASCII.close || byte === ASCII.closeArray)
          break
        return this.#begin(chunk, i, byte, top, out)
      case KEY:
        if (byte === ASCII.close) return this.#close(i)
        if (byte !== ASCII.quote) break
        this.#skip = startSkip(byte)
        this.#state = NAME
        return this.#passName(chunk, i, i + 1)
      case COLON:
        if (byte !== ASCII.colon) break
        this.#state = VALUE
        return i + 1
      case AFTER:
        if (byte === ASCII.comma) {
          this.#state = top?.array ? VALUE : KEY
          return i + 1
        }
        if (byte === (top?.array ? ASCII.closeArray : ASCII.close)) return this.#close(i)
    }
    out.push(
      problem(
        this.#pointer(),
        `not JSON at byte ${this.#offset + i}: the document is not read beyond this place`,
      ),
    )
    this.#state = BROKEN
    this.#closeRest()
    return i
  }

  #begin(chunk: Buffer, i: number, byte: number, top: Frame | undefined, out: (Slice | Problem)[]): number {
    const container = byte === ASCII.open || byte === ASCII.openArray
    if (!top && !this.#options.sequence && !container)
      throw new UnreadableReport('broken', 'This is not JSON: a report begins with { or [.')
    const { match, deeper } = this.#step(top)
    const descend = match < 0 && deeper.length > 0 && container
    if (descend && !this.#dropsAllIn(deeper)) {
      this.#open(byte === ASCII.openArray, deeper)
      return i + 1
    }
    if (descend) this.#keepRest(Buffer.from(`${this.#restStart()}${byte === ASCII.openArray ? '[]' : '{}'}`))
    this.#pattern = match
    this.#keeping = !descend && match >= 0 === (this.#options.keep === 'match')
    this.#skip = startSkip(byte)
    this.#state = INSIDE
    // A scalar's first byte may be all there is of it, so it is looked at again.
    return this.#passValue(chunk, i, this.#skip.kind === 'scalar' ? i : i + 1, out)
  }

  /** The rest lacks every child of such a container: it is passed over in one go. */
  #dropsAllIn(deeper: number[]): boolean {
    const depth = this.#frames.length
    const isAll = (index: number) =>
      this.#patterns[index]?.length === depth + 1 && this.#patterns[index][depth] === '*'
    return this.#options.keep === 'rest' && deeper.some(isAll)
  }

  /** Moves to the next child of `top` and tells which patterns it meets. */
  #step(top: Frame | undefined): Step {
    if (!top) {
      const root = this.#documents++
      this.#where = this.#options.sequence ? `/${root}` : ''
      const match = this.#patterns.findIndex((pattern) => pattern.length === 0)
      return { match, deeper: match < 0 ? [...this.#patterns.keys()] : [] }
    }
    if (!top.array) {
      this.#where = top.prefix + escapeSegment(this.#name)
      return step(this.#patterns, top.active, this.#frames.length - 1, this.#name)
    }
    const index = top.index++
    this.#where = top.prefix + index
    return top.uniform ?? step(this.#patterns, top.active, this.#frames.length - 1, String(index))
  }

  #open(array: boolean, active: number[]): void {
    if (this.#options.keep === 'rest') this.#keepRest(Buffer.from(this.#restStart() + (array ? '[' : '{')))
    const depth = this.#frames.length
    const uniform = array && active.every((index) => this.#patterns[index]?.[depth] === '*')
    this.#frames.push({
      array,
      prefix: `${this.#where}/`,
      active,
      index: 0,
      uniform: uniform ? step(this.#patterns, active, depth, '*') : undefined,
      kept: 0,
    })
    this.#state = array ? VALUE : KEY
  }

  #close(i: number): number {
    const frame = this.#frames.pop() as Frame
    this.#where = frame.prefix.slice(0, -1)
    if (this.#options.keep === 'rest') this.#keepRest(Buffer.from(frame.array ? ']' : '}'))
    this.#afterValue()
    return i + 1
  }

  #afterValue(): void {
    this.#state = this.#frames.length > 0 ? AFTER : this.#options.sequence ? VALUE : DONE
  }

  #passName(chunk: Buffer, start: number, from: number): number {
    const end = skipOver(this.#skip, chunk, from)
    this.#parts.push(chunk.subarray(start, end < 0 ? chunk.length : end))
    this.#partBytes += (end < 0 ? chunk.length : end) - start
    if (this.#partBytes > this.#options.maxElementBytes)
      throw new UnreadableReport('too_large', 'A key in this document is larger than one element may be.')
    if (end < 0) return chunk.length
    this.#name = parseName(this.#takeText())
    this.#state = COLON
    return end
  }

  #passValue(chunk: Buffer, start: number, from: number, out: (Slice | Problem)[]): number {
    const end = skipOver(this.#skip, chunk, from)
    if (end >= 0) {
      this.#finish(chunk, start, end, out)
      return end
    }
    if (this.#keeping) {
      this.#partBytes += chunk.length - start
      if (this.#partBytes <= this.#options.maxElementBytes) this.#parts.push(chunk.subarray(start))
      else this.#parts = []
    }
    return chunk.length
  }

  /** The value under way ends at `end` of this chunk. */
  #finish(chunk: Buffer, start: number, end: number, out: (Slice | Problem)[]): void {
    this.#afterValue()
    if (!this.#keeping) return
    const bytes = this.#partBytes + end - start
    if (bytes > this.#options.maxElementBytes || this.#skip.deepest > this.#options.maxDepth) {
      const limit = bytes > this.#options.maxElementBytes ? 'larger' : 'deeper'
      out.push(problem(this.#where, `this element is ${limit} than the limit allows and is left out`))
      this.#parts = []
      this.#partBytes = 0
      return
    }
    if (this.#options.keep === 'rest') {
      this.#keepRest(Buffer.from(this.#restStart()))
      for (const part of this.#parts) this.#keepRest(Buffer.from(part))
      this.#keepRest(Buffer.from(chunk.subarray(start, end)))
      this.#parts = []
      this.#partBytes = 0
      return
    }
    let text: string
    if (this.#parts.length === 0) text = chunk.toString('utf8', start, end)
    else {
      this.#parts.push(chunk.subarray(start, end))
      text = this.#takeText()
    }
    out.push({ type: 'slice', pattern: this.#pattern, where: this.#where, text })
  }

  #takeText(): string {
    const text = Buffer.concat(this.#parts).toString('utf8')
    this.#parts = []
    this.#partBytes = 0
    return text
  }

  /** The comma and key that go before the next child in the rest. */
  #restStart(): string {
    const top = this.#frames.at(-1)
    if (!top) return ''
    const comma = top.kept++ > 0 ? ',' : ''
    return top.array ? comma : `${comma}${JSON.stringify(this.#name)}:`
  }

  #keepRest(bytes: Buffer): void {
    this.#restBytes += bytes.length
    if (this.#restBytes > this.#options.maxElementBytes)
      throw new UnreadableReport(
        'too_large',
        'The parts of this report that must be read whole are larger than the limit allows.',
      )
    this.#rest.push(bytes)
  }

  /** Makes a document that broke off parse all the same: what was whole is used. */
  #closeRest(): void {
    if (this.#options.keep !== 'rest') return
    for (const frame of this.#frames.toReversed()) this.#keepRest(Buffer.from(frame.array ? ']' : '}'))
  }

  #pointer(): string {
    const top = this.#frames.at(-1)
    if (!top || this.#state === INSIDE) return this.#where
    return top.array
      ? top.prefix + top.index
      : top.prefix + (this.#state === KEY ? '' : escapeSegment(this.#name))
  }
}

function parseName(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
