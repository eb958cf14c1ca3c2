/** Position behind a quoted text that begins at `at`; doubled quotes and backslashes stay inside. */
export function skipString(text: string, at: number): number {
  const quote = text[at] === '[' ? ']' : (text[at] as string)
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === '\\' && quote === "'") next++
    else if (text[next] === quote) {
      if (text[next + 1] !== quote || quote === ']') return next + 1
      next++
    }
  }
  return text.length
}

/** Position behind spaces and comments. */
export function skipSpace(text: string, at: number): number {
  for (let next = at; next < text.length; ) {
    if (/\s/.test(text[next] as string)) next++
    else if (text.startsWith('--', next) || text[next] === '#') {
      const end = text.indexOf('\n', next)
      next = end < 0 ? text.length : end + 1
    } else if (text.startsWith('/*', next)) {
      const end = text.indexOf('*/', next + 2)
      next = end < 0 ? text.length : end + 2
    } else return next
  }
  return text.length
}

/** A name at `at`, quoted in any dialect's way, with its schema left out: `"public"."users"` → `users`. */
export function nameAt(text: string, at: number): { name: string; end: number } | undefined {
  let next = at
  let name: string | undefined
  for (;;) {
    const first = text[next]
    if (first === undefined) break
    const end = /["`[]/.test(first)
      ? skipString(text, next)
      : next + (/^[\p{L}_$@#][\p{L}\p{M}\d_$@#]*/u.exec(text.slice(next, next + 200))?.[0].length ?? 0)
    if (end === next) break
    name = /["`[]/.test(first) ? text.slice(next + 1, end - 1) : text.slice(next, end)
    next = end
    if (text[next] !== '.') break
    next++
  }
  return name === undefined || name === '' ? undefined : { name, end: next }
}

export interface Part {
  /** Where it begins. */
  start: number
  text: string
  /** With what stands behind it in its line: comments tell. */
  note: string
}

/** Parts between the commas of a list in parentheses that opens at `open`. */
export function partsIn(text: string, open: number): { parts: Part[]; end: number } {
  const parts: Part[] = []
  let depth = 0
  let start = open + 1
  const push = (end: number) => {
    const line = text.indexOf('\n', end)
    const behind = text.slice(end, Math.min(line < 0 ? text.length : line, end + 200))
    const note = /(?:--|\/\*|#)/.test(behind) ? behind : ''
    const begin = skipSpace(text, start)
    if (begin < end)
      parts.push({
        start: begin,
        text: text.slice(begin, end),
        note: `${text.slice(start, Math.min(end, start + 400))} ${note}`,
      })
  }
  for (let at = open; at < text.length; at++) {
    const one = text[at] as string
    if (one === "'" || one === '"' || one === '`') at = skipString(text, at) - 1
    else if (text.startsWith('--', at) || text.startsWith('/*', at) || one === '#')
      at = Math.max(at, skipSpace(text, at) - 1)
    else if (one === '(') depth++
    else if (one === ')') {
      depth--
      if (depth > 0) continue
      push(at)
      return { parts, end: at + 1 }
    } else if (one === ',' && depth === 1) {
      push(at)
      start = at + 1
    } else if (
      one === ';' &&
      depth === 1 &&
      /;\s*(?:create|insert|alter|drop)\b/i.test(text.slice(at, at + 40))
    )
      return { parts, end: at }
  }
  return { parts, end: text.length }
}
