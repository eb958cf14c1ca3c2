/** How much of a document an outline keeps. */
const MOST = { items: 3, keys: 500, characters: 1024, depth: 12 }

const DEEPEST = 64

/**
 * The outline of JSON text that may break off anywhere: arrays cut to their first 3 members, long strings cut, deep parts undefined.
 * Undefined when the text does not begin like JSON.
 */
export const outlineOf = (text: string, most: Partial<typeof MOST> = {}): unknown =>
  new Outliner(text, { ...MOST, ...most }).value(0)

/** A forgiving parser: detection must also know damaged reports and the first piece of large ones. */
class Outliner {
  readonly #text: string
  readonly #most: typeof MOST
  #at = 0
  /** The text is over or is no JSON here: everything open is closed as it is. */
  #over = false

  constructor(text: string, most: typeof MOST) {
    this.#text = text
    this.#most = most
  }

  value(depth: number): unknown {
    const start = this.#peek()
    // Nothing that deep decides, and every level is one call on the stack.
    if (depth > DEEPEST) this.#over = true
    if (this.#over) return undefined
    if (start === '{') return this.#object(depth)
    if (start === '[') return this.#array(depth)
    if (start === '"') return this.#string()
    return this.#scalar()
  }

  #peek(): string {
    const space = /\s*/y
    space.lastIndex = this.#at
    space.test(this.#text)
    this.#at = space.lastIndex
    if (this.#at >= this.#text.length) this.#over = true
    return this.#text.charAt(this.#at)
  }

  #object(depth: number): Record<string, unknown> | undefined {
    const out: Record<string, unknown> = {}
    let count = 0
    this.#at++
    while (this.#peek() === '"') {
      const key = this.#string()
      if (this.#peek() !== ':') break
      this.#at++
      const value = this.value(depth + 1)
      if (key !== '__proto__' && ++count <= this.#most.keys) out[key] = value
      if (this.#over || this.#peek() !== ',') break
      this.#at++
    }
    this.#close('}')
    return depth < this.#most.depth ? out : undefined
  }

  #array(depth: number): unknown[] | undefined {
    const out: unknown[] = []
    this.#at++
    while (!this.#over && this.#peek() !== ']' && !this.#over) {
      const value = this.value(depth + 1)
      if (out.length < this.#most.items) out.push(value)
      if (this.#over || this.#peek() !== ',') break
      this.#at++
    }
    this.#close(']')
    return depth < this.#most.depth ? out : undefined
  }

  #close(bracket: string): void {
    if (!this.#over && this.#peek() === bracket) this.#at++
    else this.#over = true
  }

  #string(): string {
    const start = this.#at + 1
    let end = start
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1
    if (end >= this.#text.length) this.#over = true
    this.#at = end + 1
    const raw = this.#text.slice(start, Math.min(end, start + this.#most.characters))
    return raw.includes('\\') ? unescaped(raw) : raw
  }

  #scalar(): unknown {
    const word = /[\w.+-]*/y
    word.lastIndex = this.#at
    const text = word.exec(this.#text)?.[0] ?? ''
    this.#at += text.length
    if (text === '') this.#over = true
    if (text === 'true' || text === 'false') return text === 'true'
    if (text === 'null') return null
    return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : undefined
  }
}

function unescaped(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}
