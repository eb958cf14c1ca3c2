/** Entries after which all is forgotten: enough for what one report repeats. */
const MOST = 2000
/** Characters of texts after which all is forgotten. */
const MOST_CHARACTERS = 4_000_000

/**
 * `of`, which must depend on nothing but its text, with what it said of the last some thousand texts kept: share its results, change
 * none. Texts of more than `longest` characters are not kept.
 */
export function remembered<T>(of: (text: string) => T, longest = 500): (text: string) => T {
  const known = new Map<string, T>()
  let characters = 0
  return (text) => {
    if (text.length > longest) return of(text)
    const said = known.get(text)
    if (said !== undefined || known.has(text)) return said as T
    const own = ownCopy(text)
    const found = of(own)
    characters += own.length
    if (known.size >= MOST || characters > MOST_CHARACTERS) {
      known.clear()
      characters = own.length
    }
    known.set(own, found)
    return found
  }
}

/** What is cut out of a longer text holds all of that text in memory; this holds itself. */
const ownCopy = (text: string): string => ` ${text}`.slice(1)
