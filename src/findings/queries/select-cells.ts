import type { Cell } from '../posture-index/cell.ts'
import { CELL_FACET_NAMES, CELL_FACETS, facetBit } from './cell-facets.ts'
import type { FindingFilter } from './filter.ts'

const OUT = 1 << 15

interface Kept {
  cells: number
  asked: string
  fails: Uint16Array
}

// An overview asks the same of cells a dozen times, and there are thousands of them.
const kept = new WeakMap<readonly Cell[], Kept[]>()
const MOST_KEPT = 16

/**
 * For each cell the facets that it fails, as bits: 0 = it is in, `OUT` = out whatever facet is widened. A facet counts what fails
 * nothing but itself.
 */
export function selectCells(cells: readonly Cell[], filter: FindingFilter): Uint16Array {
  const all = kept.get(cells) ?? []
  kept.set(cells, all)
  const { knownExploited, fixable, agreed } = filter
  const asked = JSON.stringify([
    CELL_FACET_NAMES.map((facet) => filter[facet]),
    knownExploited,
    fixable,
    agreed,
  ])
  // New cells are added to a posture's list while it is read anew.
  const known = all.find((one) => one.cells === cells.length && one.asked === asked)
  if (known) return known.fails
  const fails = makeSelection(cells, filter)
  all.unshift({ cells: cells.length, asked, fails })
  all.splice(MOST_KEPT)
  return fails
}

function makeSelection(cells: readonly Cell[], filter: FindingFilter): Uint16Array {
  const wanted = CELL_FACET_NAMES.flatMap((facet) => {
    const names = filter[facet] && new Set<string>(filter[facet])
    return names ? [{ names, of: CELL_FACETS[facet], bit: facetBit(facet) }] : []
  })
  return Uint16Array.from(cells, (cell) => {
    if (isOut(cell, filter)) return OUT
    let bits = 0
    for (const { names, of, bit } of wanted) if (!of(cell).some((name) => names.has(name))) bits |= bit
    return bits
  })
}

const isOut = (cell: Cell, { knownExploited, fixable, agreed }: FindingFilter): boolean =>
  cell.absent === true ||
  (knownExploited !== undefined && (cell.exploited === true) !== knownExploited) ||
  (fixable !== undefined && cell.fixable !== fixable) ||
  (agreed !== undefined && cell.tools.length > 1 !== agreed)
