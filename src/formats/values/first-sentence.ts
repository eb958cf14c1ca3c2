/** The first sentence of a tool's message, without its full stop: a title for tools that print only prose. */
export function firstSentence(message: string | undefined): string | undefined {
  const paragraph = message
    ?.trim()
    .split(/\n\s*\n/)[0]
    ?.replace(/\s+/g, ' ')
  return (
    paragraph
      ?.split(/(?<=[.!?])(?<!\b(?:e\.g|i\.e|etc|vs|cf)\.)\s+(?=\p{Lu}|["'`])/u)[0]
      ?.replace(/\.$/, '') || undefined
  )
}
