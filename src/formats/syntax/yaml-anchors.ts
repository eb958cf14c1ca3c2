import { isNode, parseDocument, visit } from 'yaml'

/** Writers mark with `&id001` what stands in several places, and name it there. */
const ANCHOR = /(?:^|[\s[{,])&[^\s,[\]{}]+/m
const ALIAS = /(?:^|[\s[{,])\*([^\s,[\]{}]+)/gm

/**
 * The values of a document's parts, parsed one by one. What an earlier part marked is known in later ones, as long as all that is marked
 * stays under `most` characters.
 */
export class Anchors {
  /** By name, as JSON. */
  readonly #marked = new Map<string, string>()
  readonly #most: number
  #size = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Throws where the part is not valid, names what is not known, or grows out of measure. */
  valueOf(text: string): unknown {
    const names = new Set(
      this.#marked.size > 0 ? [...text.matchAll(ALIAS)].map(([, name]) => name as string) : [],
    )
    const known = [...names].flatMap((name) => {
      const json = this.#marked.get(name)
      return json === undefined ? [] : `&${name} ${json}`
    })
    const hasOwn = ANCHOR.test(text)
    // What stands in front is on lines of its own, further in than nothing: `- [marks]`, `- part`.
    const whole = known.length === 0 ? text : `- [${known.join(', ')}]\n-\n${text.replace(/^/gm, '  ')}`
    const document = parseDocument(whole, { logLevel: 'error', prettyErrors: false, uniqueKeys: false })
    const [error] = document.errors
    if (error) throw error
    if (hasOwn) this.#note(document)
    const value: unknown = document.toJS()
    return known.length === 0 ? value : (value as unknown[])[1]
  }

  #note(document: ReturnType<typeof parseDocument>): void {
    visit(document, (_, node) => {
      if (!isNode(node) || !('anchor' in node) || typeof node.anchor !== 'string') return
      const json = JSON.stringify(node.toJS(document))
      this.#size += json.length
      if (this.#size <= this.#most) this.#marked.set(node.anchor, json)
    })
  }
}
