import { isText, type Text, toValue, type Value } from './value.ts'

// A word that no template writes: it stands for an unknown part while JSON is read.
const MARK = '\u2063part'
const ONE_MARK = /\u2063part(\d+)\u2063/

/** JSON inside of a text, unknown parts kept where they stand. Undefined when it is none. */
export function parseLoose(value: string | Text): Value | undefined {
  const parts = isText(value) ? value.parts : [value]
  const first = parts.find((one) => typeof one !== 'string' || one.trim() !== '')
  if (typeof first !== 'string' || !/^\s*[[{]/.test(first)) return undefined
  let text = ''
  let quoted = false
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') {
      text += part
      quoted = endsQuoted(part, quoted)
    } else text += quoted ? `${MARK}${index}\u2063` : `"${MARK}${index}\u2063"`
  }
  try {
    return putBack(toValue(JSON.parse(text)), parts)
  } catch {
    return undefined
  }
}

function endsQuoted(text: string, before: boolean): boolean {
  let quoted = before
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && quoted) at += 1
    else if (text[at] === '"') quoted = !quoted
  }
  return quoted
}

function putBack(value: Value, parts: readonly Value[]): Value {
  if (Array.isArray(value)) return value.map((one) => putBack(one, parts))
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, putBack(one, parts)]))
  if (typeof value !== 'string' || !value.includes(MARK)) return value
  const pieces = value.split(ONE_MARK).flatMap((piece, at): Value[] => {
    if (at % 2 === 1) return [parts[Number(piece)] ?? null]
    return piece === '' ? [] : [piece]
  })
  return pieces.length === 1 ? (pieces[0] as Value) : { is: 'text', parts: pieces }
}
