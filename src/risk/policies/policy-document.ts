import { isNode, LineCounter, parseDocument } from 'yaml'
import { AppError } from '../../platform/errors.ts'

/** What is wrong with a policy, and where. */
export interface Flaw {
  path: readonly PropertyKey[]
  message: string
  /** Characters into the value; 0 where the whole of it is meant. */
  at?: number
}

const LARGEST = 512 * 1024
const MOST_TOLD = 5

/** A policy's YAML with the places of what stands in it. */
export class PolicyDocument {
  readonly #name: string
  readonly #lines = new LineCounter()
  readonly #document: ReturnType<typeof parseDocument>

  /** `name` = how to call the file in messages. Throws `bad_policy` (422) for what is no YAML. */
  constructor(name: string, text: string) {
    this.#name = name
    if (text.length > LARGEST)
      throw new AppError('bad_policy', 422, `${name}: it is larger than 512 KiB: a policy needs far less.`)
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true })
    const [broken] = this.#document.errors
    if (broken)
      throw this.#refusal([`${this.#placeAt(broken.pos[0])}: this is not YAML: ${broken.message}`], 1)
  }

  /** The content as plain data. */
  value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 50 })
    } catch (error) {
      throw this.#refusal([(error as Error).message], 1)
    }
  }

  /** Line (from 1) of what stands at a path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number {
    return this.#lines.linePos(this.#offsetOf(path) ?? 0).line
  }

  /** One AppError that tells the first flaws. */
  refuse(flaws: readonly Flaw[]): AppError {
    const lines = flaws.slice(0, MOST_TOLD).map(({ path, message, at = 0 }) => {
      const offset = this.#offsetOf(path)
      const where = path.map(String).join('.')
      const place = offset === undefined ? '' : this.#placeAt(offset + this.#into(path, at))
      return `${[place, where].filter(Boolean).join(', ')}: ${message}`
    })
    return this.#refusal(lines, flaws.length)
  }

  #refusal(lines: readonly string[], count: number): AppError {
    const others = count > MOST_TOLD ? ` And ${count - MOST_TOLD} more.` : ''
    return new AppError(
      'bad_policy',
      422,
      `${this.#name} cannot be used as a policy: ${lines.join('; ')}.${others}`,
    )
  }

  #placeAt(offset: number): string {
    const { line, col } = this.#lines.linePos(offset)
    return `line ${line}, column ${col}`
  }

  #offsetOf(path: readonly PropertyKey[]): number | undefined {
    for (let names = [...path]; ; names.pop()) {
      const node = names.length > 0 ? this.#document.getIn(names, true) : this.#document.contents
      if (isNode(node) && node.range) return node.range[0]
      if (names.length === 0) return undefined
    }
  }

  /** Characters of a value stand after its opening quote, and one for one only where it is written on one line without escapes. */
  #into(path: readonly PropertyKey[], at: number): number {
    const node = this.#document.getIn([...path], true)
    const plain = isNode(node) && 'source' in node && 'type' in node ? node.type : undefined
    if (plain === 'PLAIN') return at
    return plain === 'QUOTE_SINGLE' || plain === 'QUOTE_DOUBLE' ? at + 1 : 0
  }
}
