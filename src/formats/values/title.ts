const LONGEST = 200

/** A text as one line of at most 200 characters, for titles. */
export function oneLine(text: string): string {
  // Single blanks, which are nearly all, are left alone: no copy is made of most texts.
  const line = text.replace(/\s{2,}|[^\S ]/g, ' ').trim()
  return line.length <= LONGEST
    ? line
    : `${line
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .trimEnd()}…`
}

/** The first of the texts that says something, as one line. */
export function titleOf(...texts: unknown[]): string {
  for (const text of texts) {
    if (typeof text !== 'string') continue
    const line = oneLine(text)
    if (line !== '') return line
  }
  return 'Untitled'
}
