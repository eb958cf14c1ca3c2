import { escapeSegment } from '../../syntax/json-paths.ts'
import type { Node } from '../../syntax/xml.ts'
import { isObject } from '../../values/fields.ts'
import { LONGEST_PATH } from '../schema.ts'

/** A path that elements of a sample have, with what stands there. */
export interface SeenPath {
  path: string
  /** How many of the elements have it. */
  elements: number
  /** Different texts, the first ones and cut. */
  values: string[]
  /** There are more different texts than `values`. */
  more: boolean
  /** An element has several of them. */
  several: boolean
}

const MOST = { paths: 400, depth: 8, keys: 300, items: 50, values: 30, characters: 200 }

/** Collects the paths of many elements. */
export class SeenPaths {
  readonly #paths = new Map<string, SeenPath & { last: number }>()
  #element = 0

  /** In the order in which they were met. */
  list(): SeenPath[] {
    return [...this.#paths.values()].map(({ last: _, ...seen }) => seen)
  }

  addJson(value: unknown): void {
    this.#element++
    this.#json(value, [])
  }

  addRow(row: Record<string, string>): void {
    this.#element++
    for (const [column, cell] of Object.entries(row)) this.#note(column, cell)
  }

  /** `without` = a child whose own paths are not wanted. */
  addNode(node: Node, without?: string): void {
    this.#element++
    this.#node(node, [], without)
  }

  #json(value: unknown, names: string[]): void {
    if (names.length > MOST.depth) return
    if (Array.isArray(value)) {
      for (const item of value.slice(0, MOST.items))
        this.#json(item, typeof item === 'object' ? [...names, '*'] : names)
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value).slice(0, MOST.keys))
        if (key !== '' && key !== '..') this.#json(item, [...names, escapeSegment(key)])
    } else if (value !== null && value !== undefined && names.length > 0)
      this.#note(names.join('/'), String(value))
  }

  #node(node: Node, names: string[], without?: string): void {
    if (names.length > MOST.depth) return
    for (const [name, text] of Object.entries(node.attributes))
      this.#note([...names, `@${name}`].join('/'), text)
    const text = node.text.trim()
    if (text !== '') this.#note(names.join('/') || '.', text)
    for (const child of node.children.slice(0, MOST.keys))
      if (child.name !== without) this.#node(child, [...names, child.name])
  }

  #note(path: string, text: string): void {
    const known = this.#paths.get(path)
    if (!known && (this.#paths.size >= MOST.paths || path.length === 0 || path.length > LONGEST_PATH)) return
    const seen = known ?? { path, elements: 0, values: [], more: false, several: false, last: 0 }
    if (!known) this.#paths.set(path, seen)
    if (text.trim() === '') return
    if (seen.last === this.#element) seen.several = true
    else seen.elements++
    seen.last = this.#element
    const cut = text.length > MOST.characters ? `${text.slice(0, MOST.characters).toWellFormed()}…` : text
    if (seen.values.includes(cut)) return
    if (seen.values.length < MOST.values) seen.values.push(cut)
    else seen.more = true
  }
}
