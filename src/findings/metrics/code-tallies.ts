import type { Block } from '../posture-index/block.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import type { Selection } from '../queries/selection.ts'
import type { Tally } from './tally.ts'

/** What the rows that are in and share a number come to, with one of the rows. */
export interface CodeTally extends Tally {
  selected: SelectedBlock
  row: number
}

/** Number by number of a column, in one pass: groups are told once a number, not once a row. `isOpen`: 1 for cells whose scores count. */
export function codeTallies(
  { blocks, cellFails, test }: Selection,
  codesOf: (block: Block) => Uint32Array,
  isOpen: Uint8Array,
): CodeTally[] {
  const made: CodeTally[] = []
  const byCode: (CodeTally | undefined)[] = []
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const { size, cells, scores } = block
    const codes = codesOf(block)
    const passes = test(block)
    for (let row = 0; row < size; row++) {
      const cell = cells[row] as number
      if (cellFails[cell] !== 0 || passes?.[row] === 0) continue
      const code = codes[row] as number
      let sum = byCode[code]
      if (!sum) {
        sum = { count: 0, risk: 0, topScore: 0, selected, row }
        byCode[code] = sum
        made.push(sum)
      }
      sum.count++
      if (isOpen[cell] === 0) continue
      const score = scores[row] as number
      sum.risk += score
      if (score > sum.topScore) sum.topScore = score
    }
  }
  return made
}
