import type { Observation } from '../model/observation.ts'
import { boundNumbers } from './bound-numbers.ts'
import { boundTexts, mayBeLong } from './bound-texts.ts'
import type { Format, Item, Limits, Problem } from './contract.ts'
import { maskLiterals } from './mask-literals.ts'
import { problem } from './problem.ts'
import { scrubSecret } from './secret-scrub.ts'
import { type Document, inDocument } from './unpack/documents.ts'
import { UnreadableReport } from './unreadable.ts'
import type { WeaknessesOfRule } from './weaknesses/weaknesses-of-rule.ts'

export interface PassageOptions {
  limits: Limits
  /** Keyed hash (hex) of a secret, so that it has an identity and can't be recovered. */
  hashSecret(secret: string): string
}

/** What every item of an upload passes through on its way out. */
export class Passage {
  readonly #options: PassageOptions
  readonly #weaknessesOfRule: WeaknessesOfRule
  #document: Document | undefined
  #format: string | undefined
  /** As the last header names it. */
  #tool: string | undefined
  #items = 0
  readonly #damages = new Set<string>()
  /** Problems that were met on the way; taken by whoever passes items on. */
  readonly notes: Problem[] = []

  constructor(options: PassageOptions, weaknessesOfRule: WeaknessesOfRule) {
    this.#options = options
    this.#weaknessesOfRule = weaknessesOfRule
  }

  begin(document: Document, format: Format): void {
    this.#document = document
    this.#format = format.id
    this.#tool = undefined
    this.#damages.clear()
  }

  /** The item as it may leave; undefined for a problem that was told before. */
  take(item: Item): Item | undefined {
    const { limits, hashSecret } = this.#options
    if (++this.#items > limits.maxItems)
      throw new UnreadableReport(
        'too_large',
        `This report has more than ${limits.maxItems} entries: split it, or raise the limit.`,
      )
    if (item.type === 'problem') return this.#takeProblem(item)
    if (item.type === 'header') this.#tool = item.tool
    let clean =
      item.type === 'observation' && item.secret !== undefined ? scrubSecret(item, hashSecret) : item
    if (clean.type === 'observation') {
      boundNumbers(clean)
      this.#addWeakness(clean)
      clean = maskLiterals(clean)
    }
    if ((this.#document?.holdsNul() || mayBeLong(clean)) && boundTexts(clean))
      this.notes.push(
        problem(`item ${this.#items}`, 'a text over 1 MiB was cut; the stored report has all of it'),
      )
    return clean
  }

  /** Many tools say only by their rule which weakness it is, others one side of it. */
  #addWeakness(observation: Observation): void {
    const cwes = this.#weaknessesOfRule(observation, [observation.tool ?? this.#tool, this.#format])
    if (cwes.length > 0 && cwes !== observation.cwes) observation.cwes = [...cwes]
  }

  /** Formats that pass over a document twice meet the same damage twice; its message names the byte. */
  #takeProblem(item: Problem): Problem | undefined {
    if (/ at byte \d+/.test(item.message)) {
      if (this.#damages.has(item.message)) return undefined
      this.#damages.add(item.message)
    }
    return this.#document ? inDocument(this.#document, item) : item
  }
}
