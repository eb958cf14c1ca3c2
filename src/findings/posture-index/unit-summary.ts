import { summaryOf } from './block-summary.ts'
import type { Unit } from './units.ts'

/** What a unit's assets hold, cell by cell: columns of one length, as in a block's summary. */
export interface UnitSummary {
  /** The cells that occur. */
  cells: Uint32Array
  counts: Uint32Array
  topScores: Uint16Array
  tops: Uint32Array
  risks: Float64Array
}

const summaries = new WeakMap<Unit, UnitSummary>()

/** Made at the first use and kept with the unit. */
export function unitSummary(unit: Unit): UnitSummary {
  const kept = summaries.get(unit) ?? summarise(unit)
  summaries.set(unit, kept)
  return kept
}

function summarise({ members }: Unit): UnitSummary {
  const places = new Map<number, number>()
  const blocks = members.flatMap(({ block }) => (block ? [summaryOf(block)] : []))
  for (const { cells } of blocks)
    for (const cell of cells) if (!places.has(cell)) places.set(cell, places.size)
  const sums: UnitSummary = {
    cells: Uint32Array.from(places.keys()),
    counts: new Uint32Array(places.size),
    topScores: new Uint16Array(places.size),
    tops: new Uint32Array(places.size),
    risks: new Float64Array(places.size),
  }
  for (const { cells, counts, topScores, tops, risks } of blocks)
    for (let i = 0; i < cells.length; i++) {
      const at = places.get(cells[i] as number) as number
      ;(sums.counts[at] as number) += counts[i] as number
      ;(sums.tops[at] as number) += tops[i] as number
      ;(sums.risks[at] as number) += risks[i] as number
      if ((topScores[i] as number) > (sums.topScores[at] as number))
        sums.topScores[at] = topScores[i] as number
    }
  return sums
}
