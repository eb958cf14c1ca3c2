import type { Block } from '../posture-index/block.ts'
import type { Weakness } from '../posture-index/weakness.ts'

/** Takes away from `passes` the rows of a block where a word is missing. */
export type TextSearch = (block: Block, passes: Uint8Array) => void

/**
 * Every word must stand, in any case, somewhere in the title, rule, component, advisories or place; words in double quotes
 * stand together.
 */
export function textSearch(weaknesses: readonly Weakness[], q: string): TextSearch {
  const words = wordsOf(q)
  const said = words.map((word) => Uint8Array.from(weaknesses, (w) => (w.words.includes(word) ? 1 : 0)))
  const needles = words.map((word) => Buffer.from(word))
  let found = new Uint8Array(0)
  return (block, passes) => {
    if (found.length < block.size) found = new Uint8Array(block.size * 2)
    needles.forEach((needle, n) => {
      found.fill(0, 0, block.size)
      markPlaces(block, needle, found)
      const inWeakness = said[n] as Uint8Array
      for (let row = 0; row < block.size; row++)
        passes[row] =
          (passes[row] as number) &
          ((found[row] as number) | (inWeakness[block.weaknesses[row] as number] as number))
    })
  }
}

const wordsOf = (q: string): string[] =>
  [...q.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word)

function markPlaces({ places, placeStarts, size }: Block, needle: Buffer, found: Uint8Array): void {
  let row = 0
  for (let at = places.indexOf(needle); at !== -1; ) {
    row = rowAt(placeStarts, at, row, size)
    found[row] = 1
    // One occurrence in a row is enough: go on at the next row.
    if (row + 1 === size) return
    at = places.indexOf(needle, placeStarts[row + 1])
  }
}

/** The row whose place holds byte `at`, from `low` on. */
function rowAt(starts: Uint32Array, at: number, low: number, size: number): number {
  let [from, to] = [low, size - 1]
  while (from < to) {
    const middle = (from + to + 1) >> 1
    if ((starts[middle] as number) <= at) from = middle
    else to = middle - 1
  }
  return from
}
