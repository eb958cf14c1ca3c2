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
export type NumberColumn = (selected: SelectedBlock) => ArrayLike<number>

const KIND_RANK = new Map([...KINDS].sort().map((kind, rank) => [kind, rank]))

export function numberColumn(posture: Posture, sort: NumberSort): NumberColumn {
  if (sort === 'score') return ({ block }) => block.scores
  if (sort === 'firstSeen') return ({ block }) => block.firstSeen
  if (sort === 'changed') return ({ block }) => block.changed
  if (sort === 'asset') return assetColumn(posture)
  const { cells } = posture
  if (sort === 'severity') return cellColumn(Uint8Array.from(cells, (cell) => cell.severity))
  if (sort === 'kind') return cellColumn(Uint8Array.from(cells, (cell) => KIND_RANK.get(cell.kind) ?? 0))
  return cellColumn(Uint8Array.from(cells, (cell) => STATES.indexOf(cell.state)))
}

function cellColumn(ofCell: Uint8Array): NumberColumn {
  let column = new Uint8Array(0)
  return ({ block: { size, cells } }) => {
    if (column.length < size) column = new Uint8Array(size * 2)
    for (let row = 0; row < size; row++) column[row] = ofCell[cells[row] as number] as number
    return column
  }
}

/** An asset's number is its place among all names. */
export const assetRanks = (posture: Posture): Map<string, number> =>
  new Map([...posture.assets.keys()].map((id, rank) => [id, rank]))

function assetColumn(posture: Posture): NumberColumn {
  const ranks = assetRanks(posture)
  let column = new Float64Array(0)
  return ({ block, asset }) => {
    if (column.length < block.size) column = new Float64Array(block.size * 2)
    return column.fill(ranks.get(asset.id) as number, 0, block.size)
  }
}

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
