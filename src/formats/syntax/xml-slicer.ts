import { SaxesParser } from 'saxes'
import type { Limits, Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { step } from './json-paths.ts'
import { childrenOf, localName, type Node } from './xml-node.ts'

export interface NodeSlice {
  type: 'node'
  /** The path that matched. */
  path: string
  /** Place in the document: `/report/site[2]/alert[17]`. */
  where: string
  node: Node
}

interface Open {
  where: string
  active: number[]
  /** How many children of each name have begun. */
  seen: Map<string, number>
}

const NOT_XML = 'This is not XML: send the file as the tool wrote it.'

const MOST_PROBLEMS = 100
/** A comment before the XML declaration is one; nothing is lost by it. */
const MOST_EARLY_FLAWS = 3

/** Cuts the elements at `paths` out of an XML document as its text comes in; no DTD is followed and no entity defined. */
export class XmlSlicer {
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #paths: string[]
  readonly #patterns: string[][]
  readonly #inner: string[]
  readonly #limits: Limits
  readonly #open: Open[] = []
  /** The element being built and its ancestors within the match. */
  readonly #nodes: Node[] = []
  /** Of the start tag under way. */
  #attributes = NO_ATTRIBUTES
  #attributeBytes = 0
  #match = -1
  #where = ''
  #bytes = 0
  #problems = 0
  /** Flaws before the root element. */
  #early = 0
  #tooLarge = false
  #root = false
  #closed = false
  #out: (NodeSlice | Problem)[] = []

  constructor(paths: string[], limits: Limits, inner: string[] = []) {
    this.#paths = paths
    this.#inner = inner
    this.#patterns = paths.map((path) => path.split('/').slice(1))
    this.#limits = limits
    this.#parser.on('doctype', refuseEntities)
    this.#parser.on('attribute', ({ name, value }) => this.#attribute(name, value))
    this.#parser.on('opentag', (tag) => this.#begin(tag.name))
    this.#parser.on('text', (text) => this.#text(text))
    this.#parser.on('cdata', (text) => this.#text(text))
    this.#parser.on('closetag', () => this.#end())
    this.#parser.on('error', () => this.#flaw())
  }

  /** Why there is nothing to read, until the root element has begun. */
  get refusal(): UnreadableReport | undefined {
    if (this.#root) return undefined
    if (this.#early > 0) return new UnreadableReport('broken', NOT_XML)
    return new UnreadableReport(
      'empty',
      'The file holds no XML element: run the tool again and send its output.',
    )
  }

  write(text: string): (NodeSlice | Problem)[] {
    this.#parser.write(text)
    return this.#take()
  }

  end(): (NodeSlice | Problem)[] {
    if (this.#root && this.#open.length + this.#nodes.length > 0) {
      this.#closed = true
      const cut = this.#cutShort()
      if (cut) this.#out.push(cut)
      this.#out.push(loss(this.#place(), 'the document ends in the middle: what follows here is missing'))
    }
    return this.#take()
  }

  /** The match under way with what is whole in it, where some of that stands for itself. */
  #cutShort(): NodeSlice | undefined {
    const [node, ...open] = this.#nodes
    const path = this.#paths[this.#match]
    if (!node || path === undefined || this.#tooLarge) return undefined
    const ways = this.#inner
      .filter((inner) => inner.startsWith(`${path}/`))
      .map((inner) => inner.slice(path.length + 1).split('/'))
    const names = open.map((part) => part.name)
    const isOnTheWay = (depth: number) =>
      ways.some(
        (way) => way.length > depth + 1 && names.slice(0, depth + 1).every((name, at) => name === way[at]),
      )
    const broken = open.findIndex((_, depth) => !isOnTheWay(depth))
    if (broken >= 0) (open[broken - 1] ?? node).children.pop()
    const holds = ways.some((way) => descendants(node, way).length > 0)
    return holds ? { type: 'node', path, where: this.#where, node } : undefined
  }

  #take(): (NodeSlice | Problem)[] {
    const out = this.#out
    this.#out = []
    return out
  }

  #attribute(name: string, value: string): void {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return
    if (this.#attributes === NO_ATTRIBUTES) this.#attributes = new Attributes()
    const local = localName(name)
    this.#attributes[local] = value
    this.#attributeBytes += local.length + value.length
  }

  #begin(qualified: string): void {
    const [attributes, bytes] = [this.#attributes, this.#attributeBytes]
    this.#attributes = NO_ATTRIBUTES
    this.#attributeBytes = 0
    if (this.#closed) return
    this.#root = true
    const name = localName(qualified)
    if (this.#open.length + this.#nodes.length >= this.#limits.maxDepth)
      throw new UnreadableReport('too_deep', 'This XML is nested deeper than the limit allows.')
    if (this.#nodes.length > 0) {
      this.#push(name, attributes, bytes)
      return
    }
    const top = this.#open.at(-1)
    const count = (top?.seen.get(name) ?? 0) + 1
    top?.seen.set(name, count)
    const where = `${top?.where ?? ''}/${name}${top ? `[${count}]` : ''}`
    const active = top ? top.active : [...this.#patterns.keys()]
    const { match, deeper } = step(this.#patterns, active, this.#open.length, name)
    if (match < 0) {
      this.#startTag(deeper, where, name, attributes)
      this.#open.push({ where, active: deeper, seen: new Map() })
      return
    }
    this.#match = match
    this.#where = where
    this.#bytes = 0
    this.#tooLarge = false
    this.#push(name, attributes, bytes)
  }

  /** A path that ends in `@` asks for the start tag alone: its attributes, before what is inside. */
  #startTag(active: number[], where: string, name: string, attributes: Record<string, string>): void {
    for (const index of active) {
      if (this.#patterns[index]?.[this.#open.length + 1] !== '@') continue
      const node: Node = { name, attributes, text: '', children: [] }
      this.#out.push({ type: 'node', path: this.#paths[index] as string, where, node })
    }
  }

  #push(name: string, attributes: Record<string, string>, bytes: number): void {
    const node: Node = { name, attributes, text: '', children: [] }
    this.#bytes += name.length * 2 + 5 + bytes
    if (this.#bytes > this.#limits.maxElementBytes) this.#tooLarge = true
    if (!this.#tooLarge) this.#nodes.at(-1)?.children.push(node)
    this.#nodes.push(node)
  }

  #text(text: string): void {
    const node = this.#nodes.at(-1)
    if (!node) return
    this.#bytes += text.length
    if (this.#bytes > this.#limits.maxElementBytes) this.#tooLarge = true
    else node.text += text
  }

  #end(): void {
    if (this.#closed) return
    if (this.#nodes.length === 0) {
      this.#open.pop()
      return
    }
    const node = this.#nodes.pop() as Node
    if (this.#nodes.length > 0) return
    this.#out.push(
      this.#tooLarge
        ? loss(this.#where, 'this element is larger than the limit allows and is left out')
        : { type: 'node', path: this.#paths[this.#match] as string, where: this.#where, node },
    )
  }

  /** The parser goes on behind a flaw; the first ones are told, a broken file may have one at every byte. */
  #flaw(): void {
    if (!this.#root) {
      if (++this.#early > MOST_EARLY_FLAWS) throw new UnreadableReport('broken', NOT_XML)
      return
    }
    this.#problems++
    if (this.#problems <= MOST_PROBLEMS)
      this.#out.push(loss(this.#place(), 'not well-formed XML here: what is at this place may be missing'))
  }

  #place(): string {
    return this.#nodes.length > 0 ? this.#where : (this.#open.at(-1)?.where ?? '/')
  }
}

const descendants = (node: Node, way: string[]): Node[] =>
  way.reduce((nodes, name) => nodes.flatMap((one) => childrenOf(one, name)), [node])

/** What attributes are made of: nothing is inherited, and unlike `Object.create(null)` engines lay its members out as an object's. */
class Attributes {
  [name: string]: string
}
Object.setPrototypeOf(Attributes.prototype, null)
Reflect.deleteProperty(Attributes.prototype, 'constructor')

/** Shared by all elements without any. */
const NO_ATTRIBUTES: Record<string, string> = Object.freeze(new Attributes())

/** A document type may name a DTD (nobody fetches it); defining entities is how XML bombs and file reads are built. */
export function refuseEntities(doctype: string): void {
  if (/<!ENTITY/i.test(doctype))
    throw new UnreadableReport(
      'entities',
      'This XML defines entities, which are refused: remove its document type and send it again.',
    )
}
