import type { Problem } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { Capture } from './capture.ts'
import { closeJson } from './close-json.ts'
import { escapeSegment, parsePatterns, type Step, step } from './json-paths.ts'
import type { JsonRest } from './json-rest.ts'
import { type Skip, skipOver, startSkip } from './json-skip.ts'

export interface Slice {
  type: 'slice'
  /** Index of the pattern. */
  pattern: number
  /** Pointer of the element, and of what holds it with a slash behind: the same string for all that one array holds. */
  where: string
  holder: string
  text: string
}

export interface SlicerOptions {
  maxElementBytes: number
  maxDepth: number
  /** Takes the document without the matches; these are then not handed out. */
  rest?: JsonRest
  /** Keep only so many bytes of each match: its text then breaks off, whatever its size. */
  keepBytes?: number
  /** Where the first document breaks off, hand out what it has of a value that is not one of many: the document, a part of the rest or kept in part. */
  closes?: boolean
  /** More than one document may follow another (NDJSON, concatenated JSON). */
  sequence?: boolean
}

interface Frame {
  array: boolean
  /** Pointer of the container with a slash behind it. */
  prefix: string
  /** Patterns that go on in here. */
  active: number[]
  /** In arrays the next index. */
  index: number
  /** In arrays whose patterns all say `*`: the step of every child. */
  uniform: Step | undefined
}

const [VALUE, KEY, NAME, COLON, AFTER, INSIDE, DONE, BROKEN] = [0, 1, 2, 3, 4, 5, 6, 7] as const
type State = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

const [QUOTE, COMMA, COLON_SIGN, OPEN_ARRAY, CLOSE_ARRAY, OPEN, CLOSE] = [
  0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
]

const NO_BYTES = Buffer.alloc(0)

/**
 * Cuts the values that match patterns out of a JSON document as its bytes come in, without building the document. Only the
 * containers on the way to a match are looked at one by one; everything else is skipped over by balance.
 */
export class JsonSlicer {
  readonly #patterns: string[][]
  readonly #options: SlicerOptions
  readonly #frames: Frame[] = []
  readonly #capture: Capture
  #state: State = VALUE
  #skip: Skip = startSkip(0)
  /** Of the value under way: whether it is kept, for which pattern, its key and its pointer. */
  #keeping = false
  #pattern = -1
  #name = ''
  #where = ''
  #offset = 0
  /** Bytes before which every value is whole, but for the containers that are open. */
  #whole = 0
  #documents = 0

  constructor(patterns: string[], options: SlicerOptions) {
    this.#patterns = parsePatterns(patterns)
    this.#options = options
    this.#capture = new Capture(options.keepBytes ?? options.maxElementBytes)
  }

  /** True until a first byte of JSON was seen. */
  get empty(): boolean {
    return this.#documents === 0
  }

  /** The match in the middle of which the bytes so far end, where it is one that is kept whole. */
  underWay(): (Omit<Slice, 'type' | 'text'> & { bytes: Buffer }) | undefined {
    const { keepBytes, maxElementBytes } = this.#options
    const large = keepBytes === undefined && this.#capture.bytes > maxElementBytes
    if (this.#state !== INSIDE || !this.#keeping || this.#skip.kind !== 'container' || large) return undefined
    const holder = this.#frames.at(-1)?.prefix ?? ''
    return { pattern: this.#pattern, where: this.#where, holder, bytes: this.#capture.take() }
  }

  /** How many bytes of the document so far are whole, and what closes the containers that are open behind them. */
  whole(): { bytes: number; closing: string } {
    const closing = this.#frames.map(({ array }) => (array ? ']' : '}')).reverse()
    return { bytes: this.#whole, closing: closing.join('') }
  }

  /** Takes the next bytes; appends what they complete to `out`. Throws UnreadableReport when this cannot be JSON. */
  write(chunk: Buffer, out: (Slice | Problem)[]): void {
    let i = 0
    while (i < chunk.length && this.#state !== BROKEN) {
      if (this.#state === INSIDE) i = this.#passValue(chunk, i, i, out)
      else if (this.#state === NAME) i = this.#passName(chunk, i, i)
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
    const atRoot = this.#frames.length === 0
    if (this.#state === INSIDE && this.#skip.kind === 'scalar' && atRoot) this.#finish(NO_BYTES, 0, 0, out)
    if (this.#state === DONE || this.#state === BROKEN || (this.#state === VALUE && atRoot)) return
    const { closes, rest, keepBytes } = this.#options
    if (closes && this.#state === INSIDE && (rest || atRoot || keepBytes !== undefined)) this.#cutShort(out)
    out.push(
      loss(
        this.#pointer(),
        `the document ends in the middle, at byte ${this.#offset}: what follows here is missing`,
      ),
    )
    this.#state = BROKEN
  }

  /** A value under way with what it has. */
  #cutShort(out: (Slice | Problem)[]): void {
    const cut = this.#documents > 1 ? undefined : this.underWay()
    if (!cut) return
    const bytes = closeJson(cut.bytes)
    this.#finish(bytes, 0, bytes.length, out)
    this.#state = INSIDE
  }

  #structure(chunk: Buffer, i: number, byte: number, out: (Slice | Problem)[]): number {
    const top = this.#frames.at(-1)
    if (byte === (top?.array ? CLOSE_ARRAY : CLOSE) && top && this.#mayClose(top)) return this.#close(i)
    if (
      this.#state === VALUE &&
      byte !== COMMA &&
      byte !== COLON_SIGN &&
      byte !== CLOSE &&
      byte !== CLOSE_ARRAY
    )
      return this.#begin(chunk, i, byte, top, out)
    if (this.#state === KEY && byte === QUOTE) {
      this.#skip = startSkip(byte)
      this.#state = NAME
      return this.#passName(chunk, i, i + 1)
    }
    if (this.#state === COLON && byte === COLON_SIGN) this.#state = VALUE
    else if (this.#state === AFTER && byte === COMMA) this.#state = top?.array ? VALUE : KEY
    else this.#break(i, byte, out)
    return i + 1
  }

  /** A comma too many before the closing bracket loses nothing and is let pass. */
  #mayClose(top: Frame): boolean {
    return this.#state === AFTER || this.#state === (top.array ? VALUE : KEY)
  }

  #break(i: number, byte: number, out: (Slice | Problem)[]): void {
    const at = `at byte ${this.#offset + i}`
    const trailing = this.#state === DONE && byte !== OPEN && byte !== OPEN_ARRAY
    if (trailing) out.push(problem('', `text that is not JSON follows the document ${at}: it is not read`))
    else out.push(loss(this.#pointer(), `not JSON ${at}: the document is not read beyond this place`))
    this.#state = BROKEN
  }

  #begin(chunk: Buffer, i: number, byte: number, top: Frame | undefined, out: (Slice | Problem)[]): number {
    const container = byte === OPEN || byte === OPEN_ARRAY
    if (!top && !this.#options.sequence && !container)
      throw new UnreadableReport('broken', 'This is not JSON: a report begins with { or [.')
    const { match, deeper } = this.#step(top)
    const { rest } = this.#options
    const descend = match < 0 && deeper.length > 0 && container
    if (descend) rest?.open(byte === OPEN_ARRAY, this.#nameIn(top))
    if (descend && !(rest && this.#dropsAllIn(deeper))) {
      this.#open(byte === OPEN_ARRAY, deeper)
      this.#whole = this.#offset + i + 1
      return i + 1
    }
    if (descend) rest?.close()
    this.#pattern = match
    this.#keeping = !descend && match >= 0 === (rest === undefined)
    this.#skip = startSkip(byte)
    this.#state = INSIDE
    // A scalar's first byte may be all there is of it, so it is looked at again.
    return this.#passValue(chunk, i, container || byte === QUOTE ? i + 1 : i, out)
  }

  /** The rest lacks every child of such a container, so that it is passed over in one go. */
  #dropsAllIn(deeper: number[]): boolean {
    const depth = this.#frames.length
    return deeper.some(
      (index) => this.#patterns[index]?.length === depth + 1 && this.#patterns[index][depth] === '*',
    )
  }

  /** Moves to the next child of `top` and tells which patterns it meets. */
  #step(top: Frame | undefined): Step {
    if (!top) {
      const root = this.#documents++
      this.#where = this.#options.sequence ? `/${root}` : ''
      const match = this.#patterns.findIndex((pattern) => pattern.length === 0)
      return { match, deeper: match < 0 ? [...this.#patterns.keys()] : [] }
    }
    const depth = this.#frames.length - 1
    if (!top.array) {
      this.#where = top.prefix + escapeSegment(this.#name)
      return step(this.#patterns, top.active, depth, this.#name)
    }
    const index = top.index++
    this.#where = top.prefix + index
    return top.uniform ?? step(this.#patterns, top.active, depth, String(index))
  }

  #open(array: boolean, active: number[]): void {
    const depth = this.#frames.length
    const uniform = array && active.every((index) => this.#patterns[index]?.[depth] === '*')
    this.#frames.push({
      array,
      prefix: `${this.#where}/`,
      active,
      index: 0,
      uniform: uniform ? step(this.#patterns, active, depth, '*') : undefined,
    })
    this.#state = array ? VALUE : KEY
  }

  #close(i: number): number {
    this.#where = this.#frames.pop()?.prefix.slice(0, -1) ?? ''
    this.#options.rest?.close()
    this.#afterValue()
    this.#whole = this.#offset + i + 1
    return i + 1
  }

  #afterValue(): void {
    this.#state = this.#frames.length > 0 ? AFTER : this.#options.sequence ? VALUE : DONE
  }

  #passName(chunk: Buffer, start: number, from: number): number {
    const end = skipOver(this.#skip, chunk, from)
    const stop = end < 0 ? chunk.length : end
    this.#capture.add(chunk, start, stop)
    if (this.#capture.bytes > this.#options.maxElementBytes)
      throw new UnreadableReport('too_large', 'A key in this document is larger than one element may be.')
    if (end < 0) return stop
    this.#name = parseName(this.#capture.take().toString('utf8'))
    this.#state = COLON
    return stop
  }

  #passValue(chunk: Buffer, start: number, from: number, out: (Slice | Problem)[]): number {
    const end = skipOver(this.#skip, chunk, from)
    if (end >= 0) this.#finish(chunk, start, end, out)
    else if (this.#keeping) this.#capture.add(chunk, start, chunk.length)
    return end < 0 ? chunk.length : end
  }

  /** The value under way ends at `end` of this chunk. */
  #finish(chunk: Buffer, start: number, end: number, out: (Slice | Problem)[]): void {
    const { rest, keepBytes, maxElementBytes, maxDepth } = this.#options
    this.#afterValue()
    this.#whole = this.#offset + end
    if (!this.#keeping) return
    if (keepBytes === undefined && this.#capture.bytes + end - start > maxElementBytes)
      this.#leaveOut('larger', out)
    else if (this.#frames.length + this.#skip.deepest > maxDepth) this.#leaveOut('deeper', out)
    else {
      const bytes = this.#capture.bytes + end - start
      const text =
        this.#capture.bytes === 0 && keepBytes === undefined
          ? chunk.toString('utf8', start, end)
          : this.#bytesUpTo(chunk, start, end).toString('utf8')
      const top = this.#frames.at(-1)
      if (rest) rest.value(this.#nameIn(top), text, bytes)
      else
        out.push({
          type: 'slice',
          pattern: this.#pattern,
          where: this.#where,
          holder: top?.prefix ?? '',
          text,
        })
    }
  }

  #bytesUpTo(chunk: Buffer, start: number, end: number): Buffer {
    this.#capture.add(chunk, start, end)
    return this.#capture.take()
  }

  #leaveOut(how: string, out: (Slice | Problem)[]): void {
    if (this.#options.rest && this.#frames.length === 0)
      throw new UnreadableReport(
        how === 'deeper' ? 'too_deep' : 'too_large',
        `This document is ${how} than the limit allows for one that is read whole.`,
      )
    out.push(loss(this.#where, `this element is ${how} than the limit allows and is left out`))
    this.#capture.drop()
  }

  #nameIn(top: Frame | undefined): string | undefined {
    return top && !top.array ? this.#name : undefined
  }

  #pointer(): string {
    const top = this.#frames.at(-1)
    if (!top || this.#state === INSIDE) return this.#where
    return top.prefix + (top.array ? top.index : this.#state === KEY ? '' : escapeSegment(this.#name))
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
