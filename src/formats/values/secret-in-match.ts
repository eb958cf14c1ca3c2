/**
 * The secret in the source text that a rule matched, which may be the secret alone, quoted, or the whole assignment. Undefined
 * where the text holds none: a redaction, or only the first line of a key, which is the same in every key.
 * Better the whole text than too little: what is returned is masked wherever the observation repeats it.
 */
export function secretInMatch(match: string): string | undefined {
  const text = match.trim()
  if (text === '' || isRedacted(text) || isKeyHeader(text)) return undefined
  const secret = soleLiteral(text) ?? text
  return isRedacted(secret) || isKeyHeader(secret) ? undefined : secret
}

const LITERAL = /(["'`])((?:\\.|(?!\1)[\s\S])+)\1/g

/** What stands in quotes, where one thing does. Not matchAll, which copies the pattern each time. */
function soleLiteral(text: string): string | undefined {
  LITERAL.lastIndex = 0
  const first = LITERAL.exec(text)
  return first && !LITERAL.exec(text) ? first[2] : undefined
}

/** Tools that mask write these instead of the secret, or stars in the middle of it. */
export const isRedacted = (text: string): boolean =>
  /[*•]{4,}/.test(text) || /^(?:\[?redacted\]?|[*•x]{3,}|<[^>]*redacted[^>]*>)$/i.test(text.trim())

/** `-----BEGIN RSA PRIVATE KEY-----` alone. */
export const isKeyHeader = (text: string): boolean => /^-+\s*BEGIN [A-Z0-9 ]+-+$/.test(text.trim())
