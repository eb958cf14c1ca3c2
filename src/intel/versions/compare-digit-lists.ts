import { compareDigits } from './compare-digits.ts'

/** Number by number; of two that begin alike the longer comes later. */
export function compareDigitLists(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareDigits(a[i] ?? '', b[i] ?? '')
    if (order) return order
  }
  return a.length - b.length
}
