import { UnreadableReport } from '../unreadable.ts'

/** Writes a JSON document again without some of its parts. */
export class JsonRest {
  readonly #most: number
  #parts: string[] = []
  #bytes = 0
  /** How many members each open container has, and its closing bracket. */
  readonly #open: { members: number; close: string }[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** `name` is the member's key, undefined in arrays and for the root. */
  open(array: boolean, name: string | undefined): void {
    this.#write(this.#lead(name) + (array ? '[' : '{'))
    this.#open.push({ members: 0, close: array ? ']' : '}' })
  }

  close(): void {
    this.#write(this.#open.pop()?.close ?? '')
  }

  /** `text` is the value, of so many bytes. */
  value(name: string | undefined, text: string, bytes: number): void {
    this.#write(this.#lead(name))
    this.#write(text, bytes)
  }

  /** The document, with what is still open closed: what was whole before a break is used. */
  text(): string {
    while (this.#open.length > 0) this.close()
    return this.#parts.join('')
  }

  #lead(name: string | undefined): string {
    const top = this.#open.at(-1)
    const comma = top && top.members++ > 0 ? ',' : ''
    return name === undefined ? comma : `${comma}${JSON.stringify(name)}:`
  }

  #write(text: string, bytes = text.length): void {
    this.#bytes += bytes
    if (this.#bytes > this.#most)
      throw new UnreadableReport(
        'too_large',
        'The part of this report that must be read whole is larger than the limit allows.',
      )
    this.#parts.push(text)
  }
}
