import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import type { Block } from '../posture-index/block.ts'
import type { BlockSummary } from '../posture-index/block-summary.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { SelectedBlock } from './select-blocks.ts'

/** Orders by a number, each with the direction that people want first. Rows of one value come by score, then by asset and id. */
export const NUMBER_SORTS = {
  score: 'desc',
  severity: 'desc',
  firstSeen: 'desc',
  changed: 'desc',
  due: 'asc',
  kind: 'asc',
  state: 'asc',
  asset: 'asc',
} as const

/** Orders by a text, lower case. */
export const TEXT_SORTS = { title: 'asc', location: 'asc' } as const

export type NumberSort = keyof typeof NUMBER_SORTS
export type TextSort = keyof typeof TEXT_SORTS
export type Sort = NumberSort | TextSort
export type Order = 'asc' | 'desc'

export const isTextSort = (sort: Sort): sort is TextSort => sort in TEXT_SORTS

export interface NumberColumn {
  /** The number of each row of a block. The answer is valid until the next call. */
  read(selected: SelectedBlock): Float64Array
  /** The number, among a block's rows of its nth cell, that comes first in this order: no row comes before it. */
  first(selected: SelectedBlock, summary: BlockSummary, n: number): number
}

export function numberColumn(posture: Posture, sort: NumberSort, order: Order): NumberColumn {
  const { fill, first } = sourceOf(posture, sort, order)
  // One kind of array for every sort: the loops that read it stay fast.
  let column = new Float64Array(0)
  const read = (selected: SelectedBlock): Float64Array => {
    if (column.length < selected.block.size) column = new Float64Array(selected.block.size * 2)
    fill(selected, column)
    return column
  }
  return { read, first }
}

// Later than any date, and so small that it and a score fit one number: what has no due date comes last.
const NEVER = Date.UTC(2200, 0, 1)

interface NumberSource extends Pick<NumberColumn, 'first'> {
  fill(selected: SelectedBlock, column: Float64Array): void
}

const KIND_RANK = new Map<string, number>([...KINDS].sort().map((kind, rank) => [kind, rank]))

function sourceOf(posture: Posture, sort: NumberSort, order: Order): NumberSource {
  const { cells } = posture
  switch (sort) {
    case 'score':
      return {
        fill: ({ block }, column) => column.set(block.scores),
        first: (_, { topScores, lowScores }, n) => (order === 'desc' ? topScores : lowScores)[n] as number,
      }
    case 'firstSeen':
    case 'changed':
      return {
        fill: ({ block }, column) => column.set(block[sort]),
        first: (_, summary) => (order === 'desc' ? summary[sort].most : summary[sort].least),
      }
    case 'due':
      return {
        fill({ block: { size, due } }, column) {
          for (let row = 0; row < size; row++) column[row] = (due[row] as number) || NEVER
        },
        first: () => (order === 'asc' ? 0 : NEVER),
      }
    case 'asset': {
      const ranks = assetRanks(posture)
      const rank = ({ asset }: SelectedBlock): number => ranks.get(asset.id) ?? 0
      return {
        fill: (selected, column) => void column.fill(rank(selected), 0, selected.block.size),
        first: rank,
      }
    }
    case 'severity':
      return byCell(cells.map((cell) => cell.severity))
    case 'kind':
      return byCell(cells.map((cell) => KIND_RANK.get(cell.kind) ?? 0))
    case 'state':
      return byCell(cells.map((cell) => STATES.indexOf(cell.state)))
  }
}

const byCell = (numbers: number[]): NumberSource => ({
  fill({ block: { size, cells } }, column) {
    for (let row = 0; row < size; row++) column[row] = numbers[cells[row] as number] as number
  },
  first: (_, { cells }, n) => numbers[cells[n] as number] as number,
})

/** An asset's number is its place among all names. */
export const assetRanks = (posture: Posture): Map<string, number> =>
  new Map([...posture.assets.keys()].map((id, rank) => [id, rank]))

/** How many rows of a block have ids up to this one: where a page that ended with it goes on. */
export function rowsUpTo({ ids, size }: Block, id: string): number {
  const wanted = Buffer.from(id.replaceAll('-', ''), 'hex')
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids.compare(wanted, 0, 16, middle * 16, middle * 16 + 16) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
