import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import type { Block } from '../posture-index/block.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { SelectedBlock } from './select-blocks.ts'

/** Orders by a number, each with the direction that people want first. Rows of one value come by score, then by asset and id. */
export const NUMBER_SORTS = {
  score: 'desc',
  severity: 'desc',
  firstSeen: 'desc',
  changed: 'desc',
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

/** The number of each row of a block. The answer is valid until the next call. */
export type NumberColumn = (selected: SelectedBlock) => Float64Array

export function numberColumn(posture: Posture, sort: NumberSort): NumberColumn {
  const fill = fillOf(posture, sort)
  // One kind of array for every sort: the loops that read it stay fast.
  let column = new Float64Array(0)
  return (selected) => {
    if (column.length < selected.block.size) column = new Float64Array(selected.block.size * 2)
    fill(selected, column)
    return column
  }
}

type Fill = (selected: SelectedBlock, column: Float64Array) => void

const KIND_RANK = new Map<string, number>([...KINDS].sort().map((kind, rank) => [kind, rank]))

function fillOf(posture: Posture, sort: NumberSort): Fill {
  const { cells } = posture
  switch (sort) {
    case 'score':
      return ({ block }, column) => column.set(block.scores)
    case 'firstSeen':
      return ({ block }, column) => column.set(block.firstSeen)
    case 'changed':
      return ({ block }, column) => column.set(block.changed)
    case 'asset': {
      const ranks = assetRanks(posture)
      return ({ block, asset }, column) => void column.fill(ranks.get(asset.id) ?? 0, 0, block.size)
    }
    case 'severity':
      return fillByCell(cells.map((cell) => cell.severity))
    case 'kind':
      return fillByCell(cells.map((cell) => KIND_RANK.get(cell.kind) ?? 0))
    case 'state':
      return fillByCell(cells.map((cell) => STATES.indexOf(cell.state)))
  }
}

const fillByCell =
  (numbers: number[]): Fill =>
  ({ block: { size, cells } }, column) => {
    for (let row = 0; row < size; row++) column[row] = numbers[cells[row] as number] as number
  }

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
