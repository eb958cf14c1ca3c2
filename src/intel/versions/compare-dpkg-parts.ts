import { compareDigits } from './compare-digits.ts'

/**
 * Debian's comparison of an upstream version or a revision: runs of anything but digits and runs of digits in turn. In the former `~`
 * comes before the end, letters come before all other characters; a missing run of digits is 0.
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
 */
export function compareDpkgParts(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    while (isText(a, i) || isText(b, j)) {
      const order = weight(a, i) - weight(b, j)
      if (order) return order
      i++
      j++
    }
    const endOfA = endOfDigits(a, i)
    const endOfB = endOfDigits(b, j)
    const order = compareDigits(a.slice(i, endOfA) || '0', b.slice(j, endOfB) || '0')
    if (order) return order
    i = endOfA
    j = endOfB
  }
  return 0
}

const LETTER = /[a-zA-Z]/

function weight(text: string, at: number): number {
  if (!isText(text, at)) return 0
  const character = text.charAt(at)
  if (character === '~') return -1
  return text.charCodeAt(at) + (LETTER.test(character) ? 0 : 256)
}

function isText(text: string, at: number): boolean {
  return at < text.length && !isDigit(text, at)
}

function endOfDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text, at)) at++
  return at
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
