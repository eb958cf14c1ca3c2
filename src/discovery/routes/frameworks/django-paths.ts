import { flaskPath } from './flask-paths.ts'

/** `users/<int:pk>/` of `path()` as `users/{pk}/`. */
export const djangoPath = flaskPath

// A pattern longer than this is no path.
const LONGEST = 2000

/** A regular expression of `re_path()` or `url_path` as a template: groups by their names, `^`, `$` and escapes gone. */
export function regexPath(pattern: string): string {
  let path = ''
  const text = pattern.slice(0, LONGEST)
  for (let at = 0; at < text.length; ) {
    const letter = text[at] as string
    if (letter === '(') {
      const end = closing(text, at)
      const name = /^\(\?P<(\w+)>/.exec(text.slice(at, at + 80))?.[1]
      const optional = /^[?*]/.test(text.slice(end + 1, end + 2))
      const inner = text.slice(at, end + 1)
      if (name) path += `{${name}}`
      else if (inner.startsWith('(?:') && /\(\?P</.test(inner))
        path += optional ? '' : regexPath(inner.slice(3, -1))
      else if (!inner.startsWith('(?')) path += '{value}'
      else if (!optional) path += regexPath(inner.slice(3, -1).split('|')[0] ?? '')
      at = end + 1 + quantifier(text, end + 1)
    } else if (letter === '[') {
      const end = text.indexOf(']', at + 2)
      if (end < 0) return path
      path += '{value}'
      at = end + 1 + quantifier(text, end + 1)
    } else if (letter === '\\') {
      const next = text[at + 1] ?? ''
      if (!/[AZzbB]/.test(next)) path += /[dwsDWS]/.test(next) ? '{value}' : next
      at += 2 + quantifier(text, at + 2)
    } else if (letter === '^' || letter === '$') at++
    else if (letter === '.' && /[*+]/.test(text[at + 1] ?? '')) {
      path += '{value}'
      at += 1 + quantifier(text, at + 1)
    } else {
      const repeated = quantifier(text, at + 1)
      if (!(repeated > 0 && /[?*]/.test(text[at + 1] ?? ''))) path += letter
      at += 1 + repeated
    }
  }
  return path
}

/** How many letters repeat what stands before: `?`, `+`, `*`, `{1,3}`, lazy ones too. */
const quantifier = (text: string, at: number): number =>
  /^(?:[?*+]|\{\d*,?\d*\})\??/.exec(text.slice(at, at + 12))?.[0].length ?? 0

function closing(text: string, open: number): number {
  let [depth, set] = [0, false]
  for (let at = open; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\\') at++
    else if (set) set = letter !== ']'
    else if (letter === '[') set = true
    else if (letter === '(') depth++
    else if (letter === ')' && --depth === 0) return at
  }
  return text.length - 1
}
