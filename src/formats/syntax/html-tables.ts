import { Parser } from 'htmlparser2'
import type { Input, Limits, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import { refuseEntities } from './xml-slicer.ts'

export interface HtmlRow {
  type: 'row'
  /** `table 2, row 5`: the row of column names is none. */
  where: string
  /** The names of the table's columns. */
  columns: string[]
  /** What is in each cell, as HTML of tags without attributes (but for links); `proseText` makes it text. */
  cells: string[]
}

/** A `dt` with its `dd`. */
export interface HtmlTerm {
  type: 'term'
  term: string
  text: string
}

/**
 * The rows of the tables of an HTML document that have a row of column names, and its terms, in their order. A table in a cell is part
 * of that cell. Throws UnreadableReport when the document is nested too deep.
 */
export async function* eachTableRow(
  input: Input,
  context: ReadContext,
): AsyncGenerator<HtmlRow | HtmlTerm | Problem> {
  const reader = new TableReader(context.limits)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of chunksOf(input)) yield* reader.write(decoder.decode(chunk, { stream: true }))
  yield* reader.end(decoder.decode())
}

class TableReader {
  readonly #parser: Parser
  readonly #limits: Limits
  readonly #out: (HtmlRow | HtmlTerm | Problem)[] = []
  #depth = 0
  /** Tables within tables. */
  #tables = 0
  #table = 0
  #row = 0
  #columns: string[] = []
  #cells: string[] = []
  #isHead = false
  /** The cell, term or definition that is open; undefined between them. */
  #open: { tag: string; html: string } | undefined
  #bytes = 0
  #term: string | undefined
  #isWhole = false
  #isOver = false

  constructor(limits: Limits) {
    this.#limits = limits
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#begin(name, attributes),
      onprocessinginstruction: (_, text) => refuseEntities(text),
      ontext: (text) => this.#add(escaped(text)),
      onclosetag: (name, implied) => this.#end(name, implied),
    })
  }

  write(text: string): (HtmlRow | HtmlTerm | Problem)[] {
    this.#parser.write(text)
    return this.#out.splice(0)
  }

  end(text: string): (HtmlRow | HtmlTerm | Problem)[] {
    this.#parser.write(text)
    // What the parser closes at the end by itself is cut off.
    this.#isOver = true
    this.#parser.end()
    if (!this.#isWhole)
      this.#out.push(loss('the end', 'the document ends in the middle: what follows here is missing'))
    return this.#out.splice(0)
  }

  #begin(name: string, attributes: { [name: string]: string }): void {
    if (++this.#depth > this.#limits.maxDepth)
      throw new UnreadableReport('too_deep', 'This HTML is nested deeper than the limit allows.')
    if (name === 'table' && ++this.#tables === 1) {
      this.#table++
      this.#row = 0
      this.#columns = []
    }
    const isOwn = this.#tables === 1 && !this.#open
    if (isOwn && name === 'tr') {
      this.#cells = []
      this.#bytes = 0
      this.#isHead = false
    } else if (isOwn && (name === 'td' || name === 'th')) {
      this.#isHead ||= name === 'th'
      this.#open = { tag: name, html: '' }
    } else if (this.#tables === 0 && (name === 'dt' || name === 'dd')) this.#open = { tag: name, html: '' }
    else if (this.#open)
      this.#add(name === 'a' && attributes.href ? `<a href="${escaped(attributes.href)}">` : `<${name}>`)
  }

  #add(html: string): void {
    if (!this.#open) return
    this.#bytes += html.length
    if (this.#bytes <= this.#limits.maxElementBytes) this.#open.html += html
  }

  #end(name: string, implied: boolean): void {
    if (this.#isOver) return
    this.#depth--
    if (name === 'html') this.#isWhole = !implied
    if (name === 'table') this.#tables--
    if (this.#open && this.#open.tag !== name) this.#add(`</${name}>`)
    else if (this.#open && (this.#tables === 1 || name === 'dt' || name === 'dd')) this.#close(this.#open)
    else if (this.#open) this.#add(`</${name}>`)
    else if (this.#tables === 1 && name === 'tr') this.#finish()
  }

  #close({ tag, html }: { tag: string; html: string }): void {
    this.#open = undefined
    if (tag === 'dt') this.#term = html
    else if (tag !== 'dd') this.#cells.push(html.trim())
    else if (this.#term !== undefined)
      this.#out.push({ type: 'term', term: this.#term.trim(), text: html.trim() })
  }

  #finish(): void {
    const where = `table ${this.#table}, row ${this.#isHead ? 0 : this.#row + 1}`
    if (this.#bytes > this.#limits.maxElementBytes)
      this.#out.push(loss(where, 'this row is larger than the limit allows and is left out'))
    else if (this.#isHead) this.#columns = this.#cells
    else if (this.#columns.length > 0)
      this.#out.push({ type: 'row', where, columns: this.#columns, cells: this.#cells })
    if (!this.#isHead) this.#row++
    this.#cells = []
  }
}

const ENTITIES: { [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string)
