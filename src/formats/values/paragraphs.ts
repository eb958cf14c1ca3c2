/** The texts that say something, each once, as paragraphs; undefined when there is none. */
export const paragraphs = (...texts: (string | false | undefined)[]): string | undefined =>
  joined(texts, '\n\n')

/** The same, each on a line of its own. */
export const lines = (...texts: (string | false | undefined)[]): string | undefined => joined(texts, '\n')

function joined(texts: (string | false | undefined)[], between: string): string | undefined {
  const said = texts.map((text) => (text ? text.trim() : '')).filter((text) => text !== '')
  return [...new Set(said)].join(between) || undefined
}
