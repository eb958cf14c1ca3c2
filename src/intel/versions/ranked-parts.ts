import { compareDigits } from './compare-digits.ts'
import { compareText } from './compare-text.ts'

/**
 * A piece of a version. Kinds of pieces are ordered by rank, pieces of one rank by value: `digits` as a number, `text` by code unit.
 * A piece with neither is equal to every other of its rank.
 */
export interface RankedPart {
  rank: number
  digits?: string
  text?: string
}

/**
 * Piece by piece. `end` is the rank of there being no further piece: what ranks below it (`~`, `alpha`) makes a version earlier than the
 * same one without, what ranks above makes it later.
 */
export function compareRankedParts(a: RankedPart[], b: RankedPart[], end: number): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const left = a[i]
    const right = b[i]
    const order = (left?.rank ?? end) - (right?.rank ?? end) || compareValues(left, right)
    if (order) return order
  }
  return 0
}

function compareValues(a: RankedPart | undefined, b: RankedPart | undefined): number {
  if (a?.digits !== undefined && b?.digits !== undefined) return compareDigits(a.digits, b.digits)
  return compareText(a?.text ?? '', b?.text ?? '')
}
