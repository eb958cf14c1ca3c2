import type { Cell } from '../posture-index/cell.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import { rowFacts } from './row-facts.ts'
import { type Added, addFacts, FIXED, nothing, OPEN } from './sums.ts'
import type { Window } from './window.ts'

interface Kept {
  /** By cell. */
  sums: readonly (Added | undefined)[]
  /** From then on (ms) a due date has come nearer: they have to be made again. */
  until: number
}

const open = new WeakMap<readonly SelectedBlock[], Map<string, Kept>>()
const changed = new WeakMap<readonly SelectedBlock[], Map<string, Kept>>()
// Windows that are kept for a list of assets: the overviews' and a few more.
const MOST = 6

/**
 * What the rows of each cell come to over the assets that are in, in parts to be added up: what is open, which all windows that end with a
 * day share, and what changed within the window. Kept with the assets' list, which a posture keeps.
 */
export function cellSums(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  window: Window,
): (cell: number) => Added[] {
  const standing = keptOf(open, blocks, `${window.last}`, window, () => make(blocks, cells, window, 'open'))
  const moved = keptOf(changed, blocks, `${window.first} ${window.last}`, window, () =>
    make(blocks, cells, window, 'changed'),
  )
  return (cell) => [standing.sums[cell], moved.sums[cell]].filter((sums) => sums !== undefined)
}

function keptOf(
  all: WeakMap<readonly SelectedBlock[], Map<string, Kept>>,
  blocks: readonly SelectedBlock[],
  key: string,
  { to }: Window,
  make: () => Kept,
): Kept {
  const own = all.get(blocks) ?? new Map<string, Kept>()
  all.set(blocks, own)
  const known = own.get(key)
  const sums = known && to < known.until ? known : make()
  own.delete(key)
  own.set(key, sums)
  if (own.size > MOST) own.delete(own.keys().next().value as string)
  return sums
}

/** The facts of one block's rows that are added up. */
interface Part {
  block: SelectedBlock['block']
  facts: Uint16Array
  ages: Uint16Array
  fixTenths: Uint16Array
}

function make(
  blocks: readonly SelectedBlock[],
  cells: readonly Cell[],
  window: Window,
  what: 'open' | 'changed',
): Kept {
  let until = Number.POSITIVE_INFINITY
  const parts: Part[] = []
  for (const { block, fails } of blocks) {
    if (fails) continue
    const { facts, ages, fixTenths, standing } = rowFacts(block, cells, window)
    until = Math.min(until, standing.until)
    parts.push({
      block,
      ages,
      fixTenths,
      facts: what === 'open' ? standing.facts : differences(facts, standing.facts),
    })
  }
  return { sums: addUpCells(parts, cells.length), until }
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
