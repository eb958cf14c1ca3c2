// Patterns look like JSON pointers (RFC 6901) in which the segment `*` stands for any key or index: `/runs/*/results/*`.

/** Patterns as lists of segments; the pattern `''` is the document itself. */
export const parsePatterns = (patterns: string[]): string[][] =>
  patterns.map((pattern) => pattern.split('/').slice(1).map(unescapeSegment))

const unescapeSegment = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** A key as a segment of a JSON pointer. */
export const escapeSegment = (key: string): string =>
  key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key

/** The key or index at which an element stands in what holds it, by its pointer. */
export const keyAt = (pointer: string): string => unescapeSegment(pointer.slice(pointer.lastIndexOf('/') + 1))

export interface Step {
  /** Index of the pattern that ends here, or -1. */
  match: number
  /** Patterns that go deeper here. */
  deeper: number[]
}

/** What becomes of `active` patterns, all matched down to `depth`, at the child `name`. */
export function step(patterns: string[][], active: number[], depth: number, name: string): Step {
  const deeper: number[] = []
  for (const index of active) {
    const pattern = patterns[index] as string[]
    if (pattern[depth] !== '*' && pattern[depth] !== name) continue
    if (pattern.length === depth + 1) return { match: index, deeper: [] }
    deeper.push(index)
  }
  return { match: -1, deeper }
}
