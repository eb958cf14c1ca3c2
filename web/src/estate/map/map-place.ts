import { mean } from '../../graph/mean.ts'
import type { Edge, Item, Items } from './map-items.ts'
import { LAYERS } from './map-layers.ts'

export interface Placed {
  item: Item
  /** Left and top, width and height, in em of the picture. */
  x: number
  y: number
  width: number
  height: number
  /** Column and place in it from above, for the arrow keys. */
  column: number
}

export interface Picture {
  placed: Placed[]
  /** Columns that have something. */
  heads: { head: string; x: number; width: number }[]
  /** Where what builds it begins; undefined when there is none. */
  buildsFrom: number | undefined
  width: number
  height: number
}

const GAP = 2
const MARGIN = 1
export const HEAD = 2.5
const ROW = 2.6
const HEIGHT = 2.1
const PASSES = 24

/** Layers from left to right; within one, things stand as near as they can to what they are linked with. The same graph looks the same. */
export function placeItems({ items, edges }: Items): Picture {
  const used = [...new Set(items.map(({ layer }) => layer.column))].sort((a, b) => a - b)
  const heads: Picture['heads'] = []
  let x = MARGIN
  const left = new Map<number, number>()
  for (const column of used) {
    const { head, width } = LAYERS[column] as (typeof LAYERS)[number]
    left.set(column, x)
    if (items.some(({ layer }) => layer.column === column && !layer.build)) heads.push({ head, x, width })
    x += width + GAP
  }
  const main = rowsOf(
    items.filter(({ layer }) => !layer.build),
    edges,
  )
  const build = rowsOf(
    items.filter(({ layer }) => layer.build),
    edges,
  )
  const below = (rows: ReadonlyMap<string, number>) => (rows.size > 0 ? Math.max(...rows.values()) + 1 : 0)
  const buildsFrom = build.size > 0 ? HEAD + below(main) * ROW + ROW / 2 : undefined
  const top = (item: Item) =>
    item.layer.build
      ? (buildsFrom ?? 0) + HEAD + (build.get(item.id) ?? 0) * ROW
      : HEAD + (main.get(item.id) ?? 0) * ROW
  const placed = items.map((item) => {
    const { column } = item.layer
    const inset = item.memberOf ? 1 : 0
    return {
      item,
      x: (left.get(column) ?? 0) + inset,
      y: top(item),
      width: (LAYERS[column]?.width ?? 0) - inset,
      height: HEIGHT,
      column,
    }
  })
  placed.sort((a, b) => a.column - b.column || a.y - b.y)
  const height = Math.max(0, ...placed.map(({ y }) => y)) + ROW + MARGIN
  return { placed, heads, buildsFrom, width: x - GAP + MARGIN, height }
}

/** A group with its members, or a thing alone: what stays together. */
interface Block {
  items: Item[]
  linked: boolean
  /** Row of its first item. */
  row: number
}

/** A row for each item, in rows of the picture, from 0. */
function rowsOf(items: readonly Item[], edges: readonly Edge[]): Map<string, number> {
  const here = new Map(items.map((item) => [item.id, item]))
  const neighbours = neighboursAmong(here, edges)
  const columns = [...Map.groupBy(items, ({ layer }) => layer.column)]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => blocksOf(own, neighbours))
  const rows = new Map<string, number>()
  const note = (blocks: readonly Block[]) => {
    for (const { items: own, row } of blocks)
      for (const [at, item] of own.entries()) rows.set(item.id, row + at)
  }
  for (const blocks of columns) note(stacked(blocks))
  for (let pass = 0; pass < PASSES; pass++)
    for (const blocks of pass % 2 === 0 ? columns : columns.toReversed()) {
      note(settled(blocks, (block) => wantedRow(block, neighbours, rows)))
    }
  const least = Math.min(...columns.flat().flatMap(({ linked, row }) => (linked ? row : [])))
  for (const [id, row] of rows) rows.set(id, row - least)
  // What nothing is linked with comes last in its column.
  for (const blocks of columns) {
    const linked = blocks.filter((block) => block.linked)
    let row = Math.max(0, ...linked.map((block) => block.row - least + block.items.length))
    for (const block of blocks.filter((one) => !one.linked)) {
      for (const item of block.items) rows.set(item.id, row++)
    }
  }
  return rows
}

function neighboursAmong(here: ReadonlyMap<string, Item>, edges: readonly Edge[]): Map<string, string[]> {
  const neighbours = new Map<string, string[]>([...here.keys()].map((id) => [id, []]))
  for (const { from, to } of edges) {
    const [a, b] = [here.get(from), here.get(to)]
    if (!a || !b || a.layer.column === b.layer.column) continue
    neighbours.get(from)?.push(to)
    neighbours.get(to)?.push(from)
  }
  return neighbours
}

function blocksOf(items: readonly Item[], neighbours: ReadonlyMap<string, readonly string[]>): Block[] {
  const blocks = [...Map.groupBy(items, ({ id, memberOf }) => memberOf ?? id).values()]
  return blocks.map((own) => ({
    items: own,
    linked: own.some(({ id }) => (neighbours.get(id)?.length ?? 0) > 0),
    row: 0,
  }))
}

function stacked(blocks: Block[]): Block[] {
  let row = 0
  for (const block of blocks) {
    block.row = row
    row += block.items.length
  }
  return blocks
}

/** The row at which a block is level with what it is linked with. */
function wantedRow(
  { items, row }: Block,
  neighbours: ReadonlyMap<string, readonly string[]>,
  rows: ReadonlyMap<string, number>,
): number {
  const middle = mean(
    items.flatMap(({ id }) => (neighbours.get(id) ?? []).flatMap((one) => rows.get(one) ?? [])),
  )
  return middle === undefined ? row : middle - (items.length - 1) / 2
}

/**
 * Puts the linked blocks of a column where they want to be, without one on another and with the least moving in all: those that would
 * overlap form a pile around the mean of what they want (pool adjacent violators).
 */
function settled(blocks: Block[], wanted: (block: Block) => number): Block[] {
  interface Pile {
    blocks: Block[]
    height: number
    /** Sum over its blocks of where the pile would begin if that block alone were asked. */
    sum: number
  }
  const begin = ({ sum, blocks: own }: Pile) => sum / own.length
  const piles: Pile[] = []
  const ordered = blocks
    .filter(({ linked }) => linked)
    .map((block) => ({ block, at: wanted(block) }))
    .sort((a, b) => a.at - b.at || a.block.row - b.block.row)
  for (const { block, at } of ordered) {
    let pile: Pile = { blocks: [block], height: block.items.length, sum: at }
    for (let above = piles.at(-1); above && begin(above) + above.height > begin(pile); above = piles.at(-1)) {
      piles.pop()
      pile = {
        blocks: [...above.blocks, ...pile.blocks],
        height: above.height + pile.height,
        sum: above.sum + pile.sum - above.height * pile.blocks.length,
      }
    }
    piles.push(pile)
  }
  for (const pile of piles) {
    let row = begin(pile)
    for (const block of pile.blocks) {
      block.row = row
      row += block.items.length
    }
  }
  return blocks.filter(({ linked }) => linked)
}
