/** Behind a full stop that no abbreviation has, before something that begins a sentence. */
const NEXT = /(?<=[.!?])(?<!\b(?:e\.g|i\.e|etc|vs|cf)\.)\s+(?=\p{Lu}|["'`])/u

/** The first sentence of a tool's message, without its full stop: a title for tools that print only prose. */
export function firstSentence(message: string | undefined): string | undefined {
  if (message === undefined) return undefined
  const paragraph = upTo(/\n\s*\n/, message.trim()).replace(/\s{2,}|[^\S ]/g, ' ')
  return upTo(NEXT, paragraph).replace(/\.$/, '') || undefined
}

function upTo(pattern: RegExp, text: string): string {
  const end = text.search(pattern)
  return end < 0 ? text : text.slice(0, end)
}
