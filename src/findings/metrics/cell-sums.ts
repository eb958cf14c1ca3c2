import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import { keepNewest } from '../posture-index/kept-of.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import { Carried } from './carried.ts'
import { exchangeParts } from './exchange-parts.ts'
import { rowFacts } from './row-facts.ts'
import { type Added, addFacts, FIXED, nothing, OPEN } from './sums.ts'
import type { Window } from './window.ts'

export interface CellSums {
  /** By cell. */
  sums: readonly (Added | undefined)[]
  /** From then on (ms) a due date has come nearer: they have to be made again. */
  until: number
}

type What = 'open' | 'changed'

const kept = new WeakMap<readonly SelectedBlock[], Map<string, CellSums>>()
const earlier = new Map<string, Carried<CellSums>>()
// What is kept for a list of assets, of the overviews' windows and a few more.
const MOST = 12

/**
 * What the rows of each cell come to over the assets that are in, in parts to be added up: what is open, which all windows that end with a
 * day share, and what changed within the window. Kept with the assets' list, which a posture keeps. Where few assets are other ones than in an
 * earlier list, made from what was kept for that one.
 */
export function cellSums(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  window: Window,
): (cell: number) => Added[] {
  const standing = sumsOf(blocks, cells, window, 'open')
  const moved = sumsOf(blocks, cells, window, 'changed')
  return (cell) => [standing.sums[cell], moved.sums[cell]].filter((sums) => sums !== undefined)
}

function sumsOf(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  window: Window,
  what: What,
): CellSums {
  const key = `${what} ${what === 'open' ? '' : window.first} ${window.last}`
  const own = kept.get(blocks) ?? new Map<string, CellSums>()
  kept.set(blocks, own)
  const known = own.get(key)
  const sums = known && window.to < known.until ? known : makeOrCarry(blocks, cells, window, { what, key })
  keepNewest(own, key, sums, MOST)
  return sums
}

function makeOrCarry(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  window: Window,
  { what, key }: { what: What; key: string },
): CellSums {
  const carried = earlier.get(key) ?? new Carried<CellSums>()
  keepNewest(earlier, key, carried, MOST)
  const near = carried.nearest(cells, blocks)
  const partOf = (block: Block): Part => makePart(block, cells, window, what)
  const sums =
    near && window.to < near.value.until
      ? exchangeParts(near.value, blocks, {
          gone: near.differing.gone.map(partOf),
          come: near.differing.come.map(partOf),
        })
      : make(blocks, cells, partOf)
  carried.keep(cells, blocks, sums, near?.value)
  return sums
}

/** The facts of one block's rows that are added up. */
export interface Part {
  block: Block
  facts: Uint16Array
  ages: Uint16Array
  fixTenths: Uint16Array
  until: number
}

function makePart(block: Block, cells: readonly Cell[], window: Window, what: What): Part {
  const { facts, ages, fixTenths, standing } = rowFacts(block, cells, window)
  const own = what === 'open' ? standing.facts : differences(facts, standing.facts)
  return { block, ages, fixTenths, facts: own, until: standing.until }
}

function make(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  partOf: (block: Block) => Part,
): CellSums {
  const parts = blocks.filter(({ fails }) => fails === 0).map(({ block }) => partOf(block))
  return {
    sums: addUpCells(parts, cells.length),
    until: parts.reduce((least, { until }) => Math.min(least, until), Number.POSITIVE_INFINITY),
  }
}

function differences(facts: Uint16Array, others: Uint16Array): Uint16Array {
  const made = new Uint16Array(facts.length)
  for (let row = 0; row < made.length; row++) made[row] = (facts[row] as number) ^ (others[row] as number)
  return made
}

/** By twos of passes over a million rows: how many there are of each cell, and then everything into one array for all cells. */
function addUpCells(parts: readonly Part[], size: number): (Added | undefined)[] {
  const rows = new Uint32Array(size)
  const [ages, tenths] = [new Uint32Array(size + 1), new Uint32Array(size + 1)]
  for (const { block, facts } of parts)
    for (let row = 0; row < facts.length; row++) {
      const own = facts[row] as number
      if (own === 0) continue
      const cell = block.cells[row] as number
      ;(rows[cell] as number)++
      if (own & OPEN) (ages[cell + 1] as number)++
      else if (own & FIXED) (tenths[cell + 1] as number)++
    }
  const sums = Array.from(rows, (count) => (count ? nothing() : undefined))
  const [allAges, allTenths] = [packedSpans(ages), packedSpans(tenths)]
  for (const part of parts) addPart(part, sums, allAges, allTenths)
  for (let cell = 0; cell < size; cell++) {
    const sum = sums[cell]
    if (!sum) continue
    sum.ages = allAges.span(cell)
    sum.fixTenths = allTenths.span(cell)
  }
  return sums
}

interface Spans {
  values: Uint16Array
  next: Uint32Array
  /** Of one cell: none, or one piece. */
  span(cell: number): Uint16Array[]
}

/** One array for all cells, from how many numbers each has. */
function packedSpans(starts: Uint32Array): Spans {
  for (let cell = 1; cell < starts.length; cell++) (starts[cell] as number) += starts[cell - 1] as number
  const values = new Uint16Array(starts.at(-1) as number)
  const span = (cell: number): Uint16Array[] => {
    const [from, to] = [starts[cell] as number, starts[cell + 1] as number]
    return to > from ? [values.subarray(from, to)] : []
  }
  return { values, next: starts.slice(), span }
}

function addPart(
  { block: { cells, scores }, facts, ages, fixTenths }: Part,
  sums: readonly (Added | undefined)[],
  allAges: Spans,
  allTenths: Spans,
): void {
  for (let row = 0; row < facts.length; row++) {
    const own = facts[row] as number
    if (own === 0) continue
    const [cell, score] = [cells[row] as number, scores[row] as number]
    addFacts(sums[cell] as Added, own, score)
    if (own & OPEN) allAges.values[(allAges.next[cell] as number)++] = ages[row] as number
    else if (own & FIXED) allTenths.values[(allTenths.next[cell] as number)++] = fixTenths[row] as number
  }
}
