import type { Block } from '../posture-index/block.ts'
import type { RowFacts, Standing } from './row-facts.ts'
import { type Added, addedUp, addRow, newSums, packed } from './sums.ts'

const kept = new WeakMap<RowFacts, Added>()

/** What all rows of a block come to; kept as long as the facts that they are made from. */
export function blockSums(block: Block, rows: RowFacts): Added {
  const known = kept.get(rows) ?? sumsOfBlock(block, rows)
  kept.set(rows, known)
  return known
}

const open = new WeakMap<Standing, Added>()

/** Of all rows: what is open, which all windows share, and what changed within the window. */
function sumsOfBlock({ size, scores }: Block, { facts, fixTenths, standing }: RowFacts): Added {
  const whole = open.get(standing) ?? sumsOfOpen(size, scores, standing)
  open.set(standing, whole)
  const changed = newSums()
  for (let row = 0; row < size; row++) {
    const own = (facts[row] as number) ^ (standing.facts[row] as number)
    if (own !== 0) addRow(changed, own, scores[row] as number, 0, fixTenths[row] as number)
  }
  return addedUp([whole, packed(changed)])
}

function sumsOfOpen(size: number, scores: Uint16Array, { facts, ages }: Standing): Added {
  const sums = newSums()
  for (let row = 0; row < size; row++)
    if (facts[row] !== 0) addRow(sums, facts[row] as number, scores[row] as number, ages[row] as number, 0)
  return packed(sums)
}
