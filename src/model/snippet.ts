/** Longest part of a snippet that tells it apart: beyond it lie whole functions that tools quote as context. */
const MOST = 400

/** Shorter ones (`md5(`) stand in many places. */
export const TELLING = 12

/**
 * A snippet as a formatter cannot change it: without white space, with one kind of quote, without trailing commas and
 * semicolons. Empty for undefined and for placeholders such as Semgrep's "requires login".
 */
export function normaliseSnippet(snippet: string | undefined): string {
  if (!snippet || snippet === 'requires login') return ''
  return snippet
    .slice(0, MOST * 4)
    .replace(/\s+/g, '')
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/[;,]+$/, '')
    .slice(0, MOST)
}

/** A message without what changes from run to run: numbers, addresses and white space. */
export const normaliseMessage = (message: string): string =>
  message
    .replace(/0x[0-9a-f]+|\d+/gi, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST)

/**
 * How alike two normalised snippets are, 0–1: Dice's coefficient over their letter triples, or nearly 1 when the one holds the
 * other (a formatter broke the line, the tool marks more of it) or both begin alike and go on for longer than is kept.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= TELLING && long.includes(short)) return 0.99
  if (long.length === MOST && short.length >= TELLING && long.startsWith(short.slice(0, TELLING))) return 0.9
  const counts = new Map<string, number>()
  for (let i = 0; i + 3 <= a.length; i++) {
    const triple = a.slice(i, i + 3)
    counts.set(triple, (counts.get(triple) ?? 0) + 1)
  }
  let shared = 0
  for (let i = 0; i + 3 <= b.length; i++) {
    const triple = b.slice(i, i + 3)
    const left = counts.get(triple) ?? 0
    if (left > 0) {
      shared++
      counts.set(triple, left - 1)
    }
  }
  const total = Math.max(a.length - 2, 0) + Math.max(b.length - 2, 0)
  return total === 0 ? 0 : (2 * shared) / total
}
