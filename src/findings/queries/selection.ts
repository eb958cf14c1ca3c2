import type { Posture } from '../posture-index/posture-index.ts'
import type { FindingFilter } from './filter.ts'
import type { Reader } from './reader.ts'
import { type SelectedBlock, selectBlocks } from './select-blocks.ts'
import { selectCells } from './select-cells.ts'
import { type RowTest, selectRows } from './select-rows.ts'

/** A filter made ready to be asked of blocks, codes and rows. A row is in when its block, its cell and its test say so. */
export interface Selection {
  posture: Posture
  blocks: readonly SelectedBlock[]
  cellFails: Uint16Array
  test: RowTest
}

export const select = (posture: Posture, filter: FindingFilter, reader: Reader): Selection => ({
  posture,
  blocks: selectBlocks(posture, filter, reader.visible),
  cellFails: selectCells(posture.cells, filter),
  test: selectRows(posture, filter, reader.mine),
})

/** The rows that are in, block by block in the order of asset ids; blocks without any are left out. */
export function* rowsIn({ blocks, cellFails, test }: Selection): Generator<[SelectedBlock, number[]]> {
  for (const selected of blocks) {
    if (selected.fails) continue
    const { size, cells } = selected.block
    const passes = test(selected.block)
    const rows: number[] = []
    for (let row = 0; row < size; row++)
      if (cellFails[cells[row] as number] === 0 && passes?.[row] !== 0) rows.push(row)
    if (rows.length) yield [selected, rows]
  }
}
