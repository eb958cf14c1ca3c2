/** Gives each distinct text a small number and keeps what it means once. */
export class Dictionary<T> {
  readonly items: T[] = []
  readonly #codes = new Map<string, number>()
  readonly #parse: (text: string) => T

  constructor(parse: (text: string) => T) {
    this.#parse = parse
  }

  code(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    // A text cut out of a larger one keeps all of that alive: the dictionary holds copies.
    const own = Buffer.from(text).toString()
    this.#codes.set(own, this.items.length)
    return this.items.push(this.#parse(own)) - 1
  }
}
