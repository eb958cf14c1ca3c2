import { setImmediate } from 'node:timers/promises'
import { type Block, placeOf } from '../posture-index/block.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { TextSort } from './sorts.ts'

/** The text of a row that a sort compares. */
export type RowText = (block: Block, row: number) => string

export const rowText = ({ weaknesses }: Posture, sort: TextSort): RowText =>
  sort === 'location' ? placeOf : (block, row) => weaknesses[block.weaknesses[row] as number]?.title ?? ''

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const orders = new WeakMap<Block, Partial<Record<TextSort, Uint32Array>>>()
// Sorting so many rows takes about 20 ms: then others have their turn.
const SLICE = 10_000

/** Each block's rows in the order of a text, then by score (highest first), then by id; made at the first use and kept with the block. */
export async function textOrders(blocks: Block[], sort: TextSort, text: RowText): Promise<Uint32Array[]> {
  let sorted = 0
  const made: Uint32Array[] = []
  for (const block of blocks) {
    const kept = orders.get(block) ?? {}
    orders.set(block, kept)
    if (!kept[sort]) {
      kept[sort] = sortRows(block, text)
      sorted += block.size
    }
    made.push(kept[sort])
    if (sorted > SLICE) {
      sorted = 0
      await setImmediate()
    }
  }
  return made
}

function sortRows(block: Block, text: RowText): Uint32Array {
  const { size, scores } = block
  const texts = Array.from({ length: size }, (_, row) => text(block, row))
  return Uint32Array.from({ length: size }, (_, row) => row).sort(
    (a, b) =>
      compareTexts(texts[a] as string, texts[b] as string) ||
      (scores[b] as number) - (scores[a] as number) ||
      a - b,
  )
}
