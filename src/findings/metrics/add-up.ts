import type { Slice } from '../../model/slice.ts'
import type { Block } from '../posture-index/block.ts'
import type { Selection } from '../queries/selection.ts'
import { type RowFacts, rowFacts, type Standing } from './row-facts.ts'
import type { GroupsOfRow, Slicer } from './slicer.ts'
import { type Added, addedUp, addRow, type Growing, newSums, packed, type Sums, together } from './sums.ts'
import type { Window } from './window.ts'

/** Slices that put a whole asset into one group. */
const BY_ASSET = new Set<Slice | undefined>([undefined, 'team', 'application', 'asset'])
/** Slices that a row's cell or asset decides, and by which figures are asked for again and again. */
const KEPT = new Set<Slice | undefined>([...BY_ASSET, 'severity', 'kind', 'state', 'tool'])

/**
 * Adds up the findings that are in, group by group as the slicer has them: from sums that are kept with each block where the slice allows
 * for it, else row by row. The posture is the one of the window's end, with its histories loaded.
 */
export function addUp(
  { posture, blocks, cellFails, test }: Selection,
  { slice, slicer: { groups, of } }: { slice: Slice | undefined; slicer: Slicer },
  window: Window,
): Sums[] {
  const { cells } = posture
  const whole = KEPT.has(slice) && cells.every(({ absent }, cell) => absent || cellFails[cell] === 0)
  const parts: Added[][] = []
  const sums: Growing[] = []
  for (const selected of blocks) {
    if (selected.fails) continue
    const { block } = selected
    const passes = test(block)
    const groupsOf = of(selected)
    if (whole && !passes) {
      const kept = BY_ASSET.has(slice) ? undefined : slice
      for (const { row, sums: own } of partsOf(block, rowFacts(block, cells, window), kept, groupsOf))
        for (const group of groupsOf(row)) at(parts, group, () => []).push(own)
      continue
    }
    const { facts, ages, fixTenths } = rowFacts(block, cells, window)
    for (let row = 0; row < block.size; row++) {
      if (cellFails[block.cells[row] as number] !== 0 || passes?.[row] === 0) continue
      for (const group of groupsOf(row))
        addRow(
          at(sums, group, newSums),
          facts[row] as number,
          block.scores[row] as number,
          ages[row] as number,
          fixTenths[row] as number,
        )
    }
  }
  return groups.map((_, group) => together([...(parts[group] ?? []), ...(sums[group] ? [sums[group]] : [])]))
}

function at<T>(all: T[], group: number, make: () => T): T {
  const known = all[group] ?? make()
  all[group] = known
  return known
}

/** What rows of a block that share their groups come to, with one of the rows. */
interface Part {
  row: number
  sums: Added
}

const kept = new WeakMap<RowFacts, Map<Slice | undefined, Part[]>>()

/** A block's rows by a slice (undefined: all of them); kept as long as the facts that they are made from. */
function partsOf(
  block: Block,
  rows: RowFacts,
  slice: Slice | undefined,
  groupsOf: GroupsOfRow,
): readonly Part[] {
  const slices = kept.get(rows) ?? new Map<Slice | undefined, Part[]>()
  kept.set(rows, slices)
  const known =
    slices.get(slice) ??
    (slice === undefined ? [{ row: 0, sums: sumsOfBlock(block, rows) }] : makeParts(block, rows, groupsOf))
  slices.set(slice, known)
  return known
}

function makeParts(
  { size, scores }: Block,
  { facts, ages, fixTenths }: RowFacts,
  groupsOf: GroupsOfRow,
): Part[] {
  const byGroups = new Map<string, { row: number; sums: Growing }>()
  // A cell's rows have one list; other cells have other lists of the same groups.
  const byList = new Map<readonly number[], { row: number; sums: Growing }>()
  for (let row = 0; row < size; row++) {
    const list = groupsOf(row)
    let part = byList.get(list)
    if (!part) {
      const key = list.join()
      part = byGroups.get(key) ?? { row, sums: newSums() }
      byGroups.set(key, part)
      byList.set(list, part)
    }
    addRow(
      part.sums,
      facts[row] as number,
      scores[row] as number,
      ages[row] as number,
      fixTenths[row] as number,
    )
  }
  return [...byGroups.values()].map(({ row, sums }) => ({ row, sums: packed(sums) }))
}

const open = new WeakMap<Standing, Added>()

/** Of all rows: what is open, which all windows share, and what changed within the window. */
function sumsOfBlock({ size, scores }: Block, { facts, fixTenths, standing }: RowFacts): Added {
  const whole = open.get(standing) ?? sumsOfOpen(size, scores, standing)
  open.set(standing, whole)
  const changed = newSums()
  for (let row = 0; row < size; row++) {
    const own = (facts[row] as number) ^ (standing.facts[row] as number)
    if (own !== 0) addRow(changed, own, scores[row] as number, 0, fixTenths[row] as number)
  }
  return addedUp([whole, packed(changed)])
}

function sumsOfOpen(size: number, scores: Uint16Array, { facts, ages }: Standing): Added {
  const sums = newSums()
  for (let row = 0; row < size; row++)
    if (facts[row] !== 0) addRow(sums, facts[row] as number, scores[row] as number, ages[row] as number, 0)
  return packed(sums)
}
