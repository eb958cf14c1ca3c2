/** Longest message that is decoded: longer texts are cut before they are stored. */
const LONGEST = 1024 * 1024

/** A message that a report holds in base64 (blanks and line ends within are allowed), at most 1 MiB of it; undefined for an empty one. */
export function decodedText(base64: string | undefined): string | undefined {
  const given = base64?.slice(0, LONGEST * 2)
  if (!given || given.trim() === '') return undefined
  const bytes = Buffer.from(given, 'base64').subarray(0, LONGEST)
  const text = bytes.toString('utf8')
  return text.trim() === '' ? undefined : text
}

/** The method in a request's first line; undefined where it has none. */
export const methodIn = (request: string | undefined): string | undefined =>
  /^\s*([A-Z]{2,20}) \S+(?: HTTP\/| *(?:\r?\n|$))/.exec(request?.slice(0, 4096) ?? '')?.[1]

/** Head and body of a message as one text; undefined when there is neither. */
export function messageOf(head: string | undefined, body: string | undefined): string | undefined {
  if (!head?.trim()) return body?.trim() ? body : undefined
  return body?.trim() ? `${head.trimEnd()}\n\n${body}` : head.trimEnd()
}
