/** Entries after which all is forgotten: enough for what one report repeats. */
const MOST = 2000
/** Longer texts are not kept. */
const LONGEST = 500

/** `of`, which must depend on nothing but its text, with what it said of the last some thousand texts kept: share its results, change none. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const said = known.get(text)
    if (said !== undefined) return said
    const found = of(text)
    if (text.length <= LONGEST) {
      if (known.size >= MOST) known.clear()
      known.set(text, found)
    }
    return found
  }
}
