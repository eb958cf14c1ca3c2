import type { Rule } from '@ast-grep/napi'

const CLASSES: Readonly<Record<string, string>> = {
  w: '0-9A-Za-z_',
  d: '0-9',
  s: ' \\t\\n\\r\\f',
}

/**
 * A pattern for the grammar's own engine with `\w`, `\d`, `\s` and `\b` of ASCII alone. Every search compiles its patterns anew, and one
 * with all letters of Unicode takes seven times as long as the search itself; identifiers in code are ASCII but for rare exceptions.
 */
export function asciiPattern(pattern: string): string {
  let made = ''
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const one = pattern[at] as string
    if (one === '\\') {
      const next = pattern[++at] ?? ''
      const ascii = CLASSES[next]
      if (ascii) made += inClass ? ascii : `[${ascii}]`
      else made += next === 'b' && !inClass ? '(?-u:\\b)' : `\\${next}`
      continue
    }
    if (one === '[') inClass = true
    else if (one === ']') inClass = false
    made += one
  }
  return made
}

const known = new WeakMap<object, Rule>()

/** A rule with every pattern in it of ASCII alone; the same object for the same rule. */
export function asciiRule(rule: Rule): Rule {
  const made = known.get(rule) ?? (asciiIn(rule) as Rule)
  known.set(rule, made)
  return made
}

function asciiIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asciiIn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'regex' && typeof one === 'string' ? asciiPattern(one) : asciiIn(one),
    ]),
  )
}
