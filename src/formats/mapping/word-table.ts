const normal = (word: string): string => word.trim().replace(/\s+/g, ' ').toLowerCase()

/** Looks words up without regard to case and blanks around them; undefined for those that are not there. */
export function wordTable<T>(words: Record<string, T> = {}): (word: string) => T | undefined {
  const table = new Map(Object.entries(words).map(([theirs, ours]) => [normal(theirs), ours]))
  return (word) => table.get(normal(word))
}

/** The same for a list: whether a word is one of them. */
export function wordSet(words: readonly string[]): (word: string) => boolean {
  const known = new Set(words.map(normal))
  return (word) => known.has(normal(word))
}
