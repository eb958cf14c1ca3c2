/** A piece of a template: text, or the inside of `{{ }}`. `at` is the offset in the source. */
export interface Piece {
  kind: 'text' | 'action'
  text: string
  at: number
}

const END_OF_ACTION = /^\s-\}\}|^\}\}/

/** Cuts a template of Go's text/template into text and actions; what `{{-` and `-}}` trim is gone, comments too. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let trimNext = false
  for (;;) {
    const open = source.indexOf('{{', at)
    const stop = open < 0 ? source.length : open
    const trimsLeft = open >= 0 && source[open + 2] === '-' && /\s/.test(source[open + 3] ?? '')
    let text = source.slice(at, stop)
    let from = at
    if (trimNext) {
      const trimmed = text.trimStart()
      from += text.length - trimmed.length
      text = trimmed
    }
    if (trimsLeft) text = text.trimEnd()
    if (text !== '') pieces.push({ kind: 'text', text, at: from })
    if (open < 0) return pieces
    const begin = open + (trimsLeft ? 3 : 2)
    const end = endOfAction(source, begin)
    if (end < 0) throw new Error('an action is not closed')
    trimNext = source[end] !== '}'
    const inside = source.slice(begin, end).trim()
    if (!inside.startsWith('/*')) pieces.push({ kind: 'action', text: inside, at: open })
    at = end + (trimNext ? 4 : 2)
  }
}

/** Offset of ` -}}` or `}}` that ends the action; -1 where nothing does. Quoted text is stepped over. */
function endOfAction(source: string, begin: number): number {
  const comment = source
    .slice(begin, begin + 8)
    .trimStart()
    .startsWith('/*')
  let at = comment ? source.indexOf('*/', begin) : begin
  if (at < 0) return -1
  if (comment) at += 2
  for (; at < source.length; at++) {
    const letter = source[at]
    if (letter === '"' || letter === '`') {
      at = endOfQuote(source, at)
      if (at < 0) return -1
    } else if (END_OF_ACTION.test(source.slice(at, at + 4))) return at
  }
  return -1
}

/** Offset of the quote that closes the one at `at`; -1 where nothing does. */
export function endOfQuote(source: string, at: number): number {
  const quote = source[at]
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] === '\\' && quote === '"') end++
    else if (source[end] === quote) return end
  }
  return -1
}

export type Token =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  /** A word: function or keyword. */
  | { kind: 'word'; value: string }
  /** `.a.b` or `.`: names behind the dot. */
  | { kind: 'field'; path: string[]; spaced: boolean }
  | { kind: 'variable'; name: string; path: string[] }
  | { kind: 'sign'; value: '(' | ')' | '|' | ':=' | '=' | ',' }

const PATH = /^(?:\.[A-Za-z_][A-Za-z0-9_]*)+/
const VARIABLE = /^\$[A-Za-z0-9_]*/
const NUMBER = /^[+-]?\d[\d_]*(?:\.\d+)?/
const WORD = /^[A-Za-z_][A-Za-z0-9_]*/

/** Tokens of the inside of an action. Throws on what the language does not have. */
export function tokensOf(action: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < action.length) {
    const letter = action[at] as string
    const rest = action.slice(at, at + 2000)
    const spaced = at === 0 || /[\s(|,=]/.test(action[at - 1] as string)
    if (/\s/.test(letter)) {
      at++
    } else if (letter === '"' || letter === '`') {
      const end = endOfQuote(action, at)
      if (end < 0) throw new Error('a text is not closed')
      const raw = action.slice(at + 1, end)
      tokens.push({ kind: 'text', value: letter === '"' ? unescaped(raw) : raw })
      at = end + 1
    } else if (rest.startsWith(':=')) {
      tokens.push({ kind: 'sign', value: ':=' })
      at += 2
    } else if ('()|=,'.includes(letter)) {
      tokens.push({ kind: 'sign', value: letter as '(' })
      at++
    } else if (letter === '.') {
      const path = PATH.exec(rest)?.[0] ?? ''
      tokens.push({ kind: 'field', path: path === '' ? [] : path.slice(1).split('.'), spaced })
      at += Math.max(1, path.length)
    } else if (letter === '$') {
      const name = VARIABLE.exec(rest)?.[0] as string
      const path = PATH.exec(rest.slice(name.length))?.[0] ?? ''
      tokens.push({ kind: 'variable', name, path: path === '' ? [] : path.slice(1).split('.') })
      at += name.length + path.length
    } else {
      const number = NUMBER.exec(rest)?.[0]
      const word = WORD.exec(rest)?.[0]
      if (number) tokens.push({ kind: 'number', value: Number(number.replaceAll('_', '')) })
      else if (word) tokens.push({ kind: 'word', value: word })
      else if (letter === "'") {
        tokens.push({ kind: 'number', value: rest.codePointAt(1) ?? 0 })
        at += 3
        continue
      } else throw new Error(`unexpected ${letter}`)
      at += (number ?? word ?? '').length
    }
  }
  return tokens
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' }
const unescaped = (raw: string): string =>
  raw.replace(/\\(.)/g, (whole, letter: string) => ESCAPES[letter] ?? whole)
