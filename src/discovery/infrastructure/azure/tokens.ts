export interface Token {
  kind: 'name' | 'number' | 'text' | 'sign' | 'line'
  text: string
  line: number
  /** Of a text: what stands between its quotes, with `${…}` still in it. */
  at: number
}

const MOST_TOKENS = 400_000
const SIGNS = ['??', '==', '!=', '<=', '>=', '&&', '||', '=~', '!~', '::', '.?', '=>', '...']

/** Tokens of Bicep and of ARM's expressions. What fits nothing becomes a sign of one character. Throws on more than 400,000. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  let at = 0
  const push = (kind: Token['kind'], length: number, value = text.slice(at, at + length)): void => {
    if (tokens.length > MOST_TOKENS) throw new Error('it is too large')
    tokens.push({ kind, text: value, line, at })
    for (let one = at; one < at + length; one += 1) if (text[one] === '\n') line += 1
    at += length
  }
  while (at < text.length) {
    const one = text[at] as string
    if (one === '\n') push('line', 1)
    else if (/\s/.test(one)) at += 1
    else if (text.startsWith('//', at)) at = endOr(text.indexOf('\n', at), text.length)
    else if (text.startsWith('/*', at)) {
      const end = endOr(text.indexOf('*/', at), text.length - 2) + 2
      for (; at < end; at += 1) if (text[at] === '\n') line += 1
    } else if (text.startsWith("'''", at)) {
      const end = endOr(text.indexOf("'''", at + 3), text.length)
      // Nothing is filled in inside of a text of several lines.
      push('text', Math.min(text.length, end + 3) - at, text.slice(at + 3, end).replaceAll('${', '\\${'))
    } else if (one === "'") {
      const end = textEnd(text, at)
      push('text', end + 1 - at, text.slice(at + 1, end))
    } else if (/[A-Za-z_]/.test(one)) push('name', wordLength(text, at, /[\w]/))
    else if (/[0-9]/.test(one)) push('number', wordLength(text, at, /[\d.]/))
    else push('sign', SIGNS.find((sign) => text.startsWith(sign, at))?.length ?? 1)
  }
  return tokens
}

const endOr = (found: number, otherwise: number): number => (found < 0 ? otherwise : found)

function wordLength(text: string, from: number, of: RegExp): number {
  let at = from
  while (at < text.length && of.test(text[at] as string)) at += 1
  return at - from
}

/** Where a quoted text ends; quotes inside of `${…}` belong to what is filled in. */
function textEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from + 1; at < text.length; at += 1) {
    const one = text[at]
    if (one === '\n' && depth === 0) return at
    if (one === '\\') at += 1
    else if (one === '$' && text[at + 1] === '{') {
      depth += 1
      at += 1
    } else if (depth > 0 && one === '}') depth -= 1
    else if (one === "'" && depth === 0) {
      // ARM writes a quote inside of a text twice.
      if (text[at + 1] === "'") at += 1
      else return at
    }
  }
  return text.length
}
