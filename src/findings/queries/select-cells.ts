import type { Cell } from '../posture-index/cell.ts'
import { CELL_FACET_NAMES, CELL_FACETS, facetBit } from './cell-facets.ts'
import type { FindingFilter } from './filter.ts'

const OUT = 1 << 15

/**
 * For each cell the facets that it fails, as bits: 0 = it is in, `OUT` = out whatever facet is widened. A facet counts what fails
 * nothing but itself.
 */
export function selectCells(cells: readonly Cell[], filter: FindingFilter): Uint16Array {
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
