import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { FindingFilter } from './filter.ts'
import { type SelectedBlock, selectBlocks } from './select-blocks.ts'
import { selectCells } from './select-cells.ts'
import { type RowTest, selectRows } from './select-rows.ts'

/** A filter made ready to be asked of blocks, codes and rows. A row is in when its block, its cell and its test say so. */
export interface Selection {
  posture: Posture
  blocks: SelectedBlock[]
  cellFails: Uint8Array
  test: RowTest
}

/** Who asks, and what they may see. */
export interface Reader {
  actorId: string
  visible: VisibleAssets
}

export const select = (posture: Posture, filter: FindingFilter, reader: Reader): Selection => ({
  posture,
  blocks: selectBlocks(posture, filter, reader.visible),
  cellFails: selectCells(posture.cells, filter, reader.actorId),
  test: selectRows(posture.weaknesses, filter),
})

/** Calls back for every row that is in, block by block in the order of asset ids, and returns how many there are. */
export function eachSelected(
  { blocks, cellFails, test }: Selection,
  visit?: (selected: SelectedBlock, row: number) => void,
): number {
  let count = 0
  for (const selected of blocks) {
    if (selected.fails) continue
    const passes = test(selected.block)
    const { size, cells } = selected.block
    for (let row = 0; row < size; row++) {
      if (cellFails[cells[row] as number] !== 0 || passes?.[row] === 0) continue
      count++
      visit?.(selected, row)
    }
  }
  return count
}
