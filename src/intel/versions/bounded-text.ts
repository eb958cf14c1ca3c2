/** Longer than any version that was ever published; what is longer is an attack or a mistake. */
const MAX_LENGTH = 256

/** The text without the space around it; undefined if that is empty or too long to be a version, so that reading stays cheap. */
export function boundedText(text: string): string | undefined {
  // Before trimming: trimming a megabyte is work, too.
  if (text.length > MAX_LENGTH) return undefined
  return text.trim() || undefined
}
