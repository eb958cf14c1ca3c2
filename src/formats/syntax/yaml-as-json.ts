import { parse } from 'yaml'
import type { Input, Limits, Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from './lines.ts'
import { Anchors } from './yaml-anchors.ts'

/** YAML is parsed a hundred times slower than JSON: what has to be parsed in one go stays small. In characters. */
const LONGEST_PART = 8 * 1024 * 1024

/** A key at the margin, plain or quoted, and what stands behind its colon. */
const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#"'[\]{},&*!|>%@`-].*?)):(?=\s|$)(.*)$/
const ENTRY = /^( *)-(?= |$)/
const IGNORED = /^\s*(?:#|%YAML|$)/
/** What compilers and linters print: `a.py:1:2: …`. */
const MESSAGE = /^\S+:\d+(?::\d+)?: /
const START = /^---(?=\s|$)/

/** Whether a text begins like a YAML document in block style, or like JSON behind comments. */
export function isYaml(head: string): boolean {
  const lines = head.slice(0, 8192).split(/\r?\n/)
  const [first = '', second = ''] = lines.filter((line) => !IGNORED.test(line) && !START.test(line))
  if (/^[[{]/.test(first)) return true
  if (MESSAGE.test(first)) return false
  const item = ENTRY.exec(first)
  if (item) return KEY.test(first.slice(item[0].length).trimStart())
  const [, , , , rest] = KEY.exec(first) ?? []
  // A log has lines with colons too: what a key holds stands further in, or the next line is one.
  return (
    rest !== undefined &&
    (KEY.test(second) || ENTRY.test(second) || (rest.trim() === '' && /^ /.test(second)))
  )
}

/**
 * A YAML document as the JSON that says the same, so that whatever reads a tool's JSON reads its YAML. Lists that stand under the
 * document's own keys, or are the document, go over item by item; everything else under one key has to fit into LONGEST_PART. Further
 * documents of a stream follow on lines of their own. A part that is no valid YAML is left out and added to
 * `flaws`, once.
 */
export function yamlAsJson(input: Input, limits: Limits, flaws: Problem[]): Input {
  let kept: Buffer[] | undefined
  return {
    async *open() {
      if (kept) {
        yield* kept
        return
      }
      let chunks: Buffer[] | undefined = []
      let bytes = 0
      for await (const chunk of written(input, limits, flaws)) {
        bytes += chunk.length
        if (bytes > MOST_KEPT) chunks = undefined
        chunks?.push(chunk)
        yield chunk
      }
      kept = chunks
    },
  }
}

/** Formats read a document more than once: what was written of one that is not large is kept for the next time. In bytes. */
const MOST_KEPT = 32 * 1024 * 1024

async function* written(input: Input, limits: Limits, flaws: Problem[]): AsyncGenerator<Buffer> {
  const writer = new Writer(flaws)
  for await (const line of eachLine(input, { limits })) {
    if (line.type === 'problem') writer.note(line)
    else writer.take(line.text, line.where)
    if (writer.json.length > 0) yield Buffer.from(writer.json.splice(0).join(''))
  }
  writer.end()
  yield Buffer.from(writer.json.join(''))
}

interface Part {
  where: string
  lines: string[]
  length: number
}

class Writer {
  /** What is written and not taken yet. */
  json: string[] = []
  readonly #flaws: Problem[]
  readonly #anchors = new Anchors(LONGEST_PART)
  /** What closes the document that is open: `}` or `]`, nothing for one that is parsed in one go. */
  #close: '}' | ']' | '' | undefined
  #isFirst = true
  #documents = 0
  /** The key whose value comes, written as JSON. */
  #key: string | undefined
  /** How far in the items of the list stand that is being written. */
  #listAt: number | undefined
  #items = 0
  #part: Part | undefined

  constructor(flaws: Problem[]) {
    this.#flaws = flaws
  }

  note(flaw: Problem): void {
    if (!this.#flaws.some(({ where }) => where === flaw.where)) this.#flaws.push(flaw)
  }

  take(text: string, where: string): void {
    if (START.test(text) || /^\.\.\.(?=\s|$)/.test(text)) this.end()
    else if (this.#close === undefined) {
      if (!IGNORED.test(text)) this.#begin(text, where)
    } else if (this.#close === '}') this.#inMapping(text, where)
    else if (this.#close === ']' && ENTRY.exec(text)?.[1]?.length === this.#listAt) this.#item(text, where)
    else this.#add(text)
  }

  end(): void {
    if (this.#close === undefined) return
    if (this.#close === '}') this.#endValue()
    else this.#flush()
    this.json.push(this.#close)
    this.#close = undefined
    this.#listAt = undefined
  }

  #begin(text: string, where: string): void {
    if (this.#documents++ > 0) this.json.push('\n')
    this.#isFirst = true
    const item = ENTRY.exec(text)
    this.#close = item ? ']' : KEY.test(text) ? '}' : ''
    if (this.#close === ']') this.json.push('[')
    if (this.#close === '}') this.json.push('{')
    this.#listAt = item?.[1]?.length
    if (item) this.#item(text, where)
    else if (this.#close === '}') this.#inMapping(text, where)
    else this.#part = { where, lines: [text], length: text.length }
  }

  #inMapping(text: string, where: string): void {
    const key = KEY.exec(text)
    if (key) {
      this.#endValue()
      this.#key = text.slice(0, text.length - (key[4] ?? '').length)
      this.#part = { where, lines: [key[4] ?? ''], length: text.length }
      return
    }
    const [, indent] = ENTRY.exec(text) ?? []
    const isEmpty = this.#part?.lines.every((line) => IGNORED.test(line)) ?? false
    if (indent !== undefined && this.#listAt === undefined && isEmpty) {
      this.#writeKey()
      this.json.push('[')
      this.#listAt = indent.length
      this.#items = 0
      this.#part = undefined
    }
    if (indent?.length === this.#listAt && indent !== undefined) this.#item(text, where)
    else this.#add(text)
  }

  #item(text: string, where: string): void {
    this.#flush()
    this.#part = { where, lines: [text], length: text.length }
  }

  #add(text: string): void {
    if (!this.#part) return
    this.#part.length += text.length + 1
    // The rest is counted, not kept: what is too long is left out.
    if (this.#part.length <= LONGEST_PART) this.#part.lines.push(text)
  }

  #endValue(): void {
    if (this.#listAt !== undefined) {
      this.#flush()
      this.json.push(']')
      this.#listAt = undefined
      this.#isFirst = false
    } else if (this.#key !== undefined && this.#part) {
      const value = this.#parsed(this.#part, this.#part.lines.join('\n'))
      if (value !== undefined) {
        this.#writeKey()
        this.json.push(JSON.stringify(value))
        this.#isFirst = false
      }
    }
    this.#part = undefined
    this.#key = undefined
  }

  #writeKey(): void {
    const name = keyOf(this.#key ?? '')
    this.json.push(this.#isFirst ? '' : ',', JSON.stringify(name), ':')
    this.#isFirst = false
  }

  /** Writes the list's item that is whole now, or the document that is parsed in one go. */
  #flush(): void {
    const part = this.#part
    this.#part = undefined
    if (!part) return
    const value = this.#parsed(part, part.lines.join('\n'))
    if (value === undefined) return
    const item = this.#close === '' ? value : (value as unknown[])[0]
    const isNext = this.#close === '}' ? this.#items++ > 0 : this.#close === ']' && !this.#isFirst
    if (this.#close === ']') this.#isFirst = false
    this.json.push(isNext ? ',' : '', JSON.stringify(item ?? null))
  }

  /** Undefined, and a flaw, where it is not valid. */
  #parsed({ where, length }: Part, text: string): unknown {
    if (length > LONGEST_PART) {
      this.note(
        loss(
          where,
          'this part of the YAML is too long to be read in one go and is left out: let the tool write JSON',
        ),
      )
      return undefined
    }
    try {
      return this.#anchors.valueOf(text) ?? null
    } catch {
      this.note(loss(where, 'this part is not valid YAML and is left out'))
      return undefined
    }
  }
}

function keyOf(text: string): string {
  const [, double, single, plain] = KEY.exec(text) ?? []
  if (double !== undefined) return String(parse(`"${double}"`))
  return single === undefined ? (plain ?? '').trim() : single.replaceAll("''", "'")
}
