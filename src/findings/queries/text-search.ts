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
  let found = new Uint8Array(0)
  return (block, passes) => {
    if (found.length < block.size) found = new Uint8Array(block.size * 2)
    for (let n = 0, left = block.size; n < words.length && left > 0; n++) {
      found.fill(0, 0, block.size)
      markPlaces(block, words[n] as string, found)
      left = keepMarked(passes, block, found, said[n] as Uint8Array)
    }
  }
}

/** Returns how many rows still pass. */
function keepMarked(
  passes: Uint8Array,
  { size, weaknesses }: Block,
  found: Uint8Array,
  inWeakness: Uint8Array,
): number {
  let left = 0
  for (let row = 0; row < size; row++) {
    const hit = (found[row] as number) | (inWeakness[weaknesses[row] as number] as number)
    left += passes[row] = (passes[row] as number) & hit
  }
  return left
}

const wordsOf = (q: string): string[] =>
  [...q.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word)

function markPlaces({ places, placeStarts, size }: Block, word: string, found: Uint8Array): void {
  let row = 0
  for (let at = places.indexOf(word); at !== -1; at = places.indexOf(word, placeStarts[row + 1])) {
    row = rowAt(placeStarts, at, row)
    found[row] = 1
    // One occurrence in a row is enough: on with the next row, if there is one.
    if (row + 1 === size) return
  }
}

/** The row whose place holds character `at`; it is `low` or a later one, and seldom far. */
function rowAt(starts: Uint32Array, at: number, low: number): number {
  let step = 1
  while (low + step < starts.length && (starts[low + step] as number) <= at) step *= 2
  let [from, to] = [low + (step >> 1), Math.min(low + step, starts.length) - 1]
  while (from < to) {
    const middle = (from + to + 1) >> 1
    if ((starts[middle] as number) <= at) from = middle
    else to = middle - 1
  }
  return from
}
