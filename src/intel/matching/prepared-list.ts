import type { VersionScheme } from '../versions/scheme.ts'

/**
 * The versions that a record lists, to be asked many times: for the text itself, and for another text of the same version (`1.0` and
 * `1.0.0` of PyPI). What is no version of the scheme is only found by its text.
 */
export class PreparedList {
  readonly #texts: Set<string>
  readonly #scheme: VersionScheme | undefined
  /** Read and sorted when first needed: most questions are answered by the text. */
  #read: unknown[] | undefined

  constructor(versions: string[], scheme: VersionScheme | undefined) {
    this.#texts = new Set(versions)
    this.#scheme = scheme
  }

  get size(): number {
    return this.#texts.size
  }

  hasText(text: string): boolean {
    return this.#texts.has(text)
  }

  /** By order of the scheme, of which `version` is one. */
  hasEqual(version: unknown): boolean {
    const scheme = this.#scheme
    if (!scheme || this.#texts.size === 0) return false
    this.#read ??= [...this.#texts]
      .map((text) => scheme.parse(text))
      .filter((one) => one !== undefined)
      .sort((a, b) => scheme.compare(a, b))
    let [low, high] = [0, this.#read.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const distance = scheme.compare(version, this.#read[middle])
      if (distance === 0) return true
      if (distance < 0) high = middle - 1
      else low = middle + 1
    }
    return false
  }
}
