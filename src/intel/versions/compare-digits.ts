import { compareText } from './compare-text.ts'

/** Two runs of decimal digits by value, of any length: dates and hashes in versions exceed what a JavaScript number holds exactly. */
export function compareDigits(a: string, b: string): number {
  const left = withoutZeros(a)
  const right = withoutZeros(b)
  return left.length - right.length || compareText(left, right)
}

function withoutZeros(digits: string): string {
  let start = 0
  while (start < digits.length - 1 && digits[start] === '0') start++
  return start ? digits.slice(start) : digits
}
