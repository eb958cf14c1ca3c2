import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../platform/errors.ts'

/** What is wrong with a document, and where. */
export interface Flaw {
  path: readonly PropertyKey[]
  message: string
  /** Characters into the value; 0 where the whole of it is meant. */
  at?: number
}

/** A flaw at its place in the text; line and column count from 1. */
export interface PlacedFlaw {
  line: number
  column: number
  /** `rules.0.when`; empty for the whole. */
  where: string
  message: string
}

/** What people write in YAML; a text that is none is refused as `bad_policy`, `bad_combination`. */
export type Written = 'policy' | 'combination'

/** Why a text is not what it should be (422): the message tells the first flaws, `flaws` has all. */
export class BadDocument extends AppError {
  readonly flaws: readonly PlacedFlaw[]

  constructor(kind: Written, name: string, flaws: readonly PlacedFlaw[]) {
    const told = flaws.slice(0, MOST_TOLD).map(({ line, column, where, message }) => {
      const place = `line ${line}, column ${column}`
      return `${[place, where].filter(Boolean).join(', ')}: ${message}`
    })
    const others = flaws.length > MOST_TOLD ? ` And ${flaws.length - MOST_TOLD} more.` : ''
    super(`bad_${kind}`, 422, `${name} cannot be used as a ${kind}: ${told.join('; ')}.${others}`)
    this.flaws = flaws
  }
}

const LARGEST = 512 * 1024
const MOST_TOLD = 5
const START = { line: 1, column: 1, where: '' }

/** A YAML text with the places of what stands in it. */
export class YamlDocument {
  readonly #kind: Written
  readonly #name: string
  readonly #lines = new LineCounter()
  readonly #document: ReturnType<typeof parseDocument>

  /** `name` = how to call the file in messages. Throws BadDocument for what is no YAML. */
  constructor(kind: Written, name: string, text: string) {
    this.#kind = kind
    this.#name = name
    if (text.length > LARGEST)
      throw new BadDocument(kind, name, [
        { ...START, message: 'it is larger than 512 KiB: that is far more than it needs' },
      ])
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true })
    if (this.#document.errors.length > 0)
      throw new BadDocument(
        kind,
        name,
        this.#document.errors.map(({ pos, message }) => ({
          ...this.#placeAt(pos[0]),
          where: '',
          message: `this is not YAML: ${message}`,
        })),
      )
  }

  /** The content as plain data. */
  value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 50 })
    } catch (error) {
      throw new BadDocument(this.#kind, this.#name, [{ ...START, message: (error as Error).message }])
    }
  }

  /** Line (from 1) of what stands at a path, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number {
    return this.#lines.linePos(this.#offsetOf(path) ?? 0).line
  }

  /** One error that tells where each flaw is. */
  refuse(flaws: readonly Flaw[]): BadDocument {
    return new BadDocument(this.#kind, this.#name, this.placed(flaws))
  }

  /** Flaws at their places in the text. */
  placed(flaws: readonly Flaw[]): PlacedFlaw[] {
    return flaws.map(({ path, message, at = 0 }) => ({
      ...this.#placeAt((this.#offsetOf(path) ?? 0) + this.#into(path, at)),
      where: path.map(String).join('.'),
      message,
    }))
  }

  #placeAt(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset)
    return { line, column: col }
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

/** What zod says is wrong, in words for people who write YAML. */
export function flawOf(issue: z.core.$ZodIssue): Flaw {
  if (issue.code === 'unrecognized_keys') {
    const [first = ''] = issue.keys
    const all = issue.keys.map((key) => `"${key}"`).join(', ')
    return {
      path: [...issue.path, first],
      message: `${all} is not known here: correct the name or remove it`,
    }
  }
  if (issue.code === 'invalid_value')
    return { path: issue.path, message: `write one of ${issue.values.join(', ')}` }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { path: issue.path, message: 'this is missing' }
  return { path: issue.path, message: issue.message }
}
