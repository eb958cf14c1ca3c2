import type { Pool } from '../../platform/database.ts'
import type { Block } from '../posture-index/block.ts'
import { type BlockSummary, countByCell, summaryOf } from '../posture-index/block-summary.ts'
import { postureFor } from './branches.ts'
import { CELL_FACET_NAMES, CELL_FACETS, type CellFacet, facetBit } from './cell-facets.ts'
import type { FindingFilter } from './filter.ts'
import type { Reader } from './reader.ts'
import { rowFacets } from './row-facets.ts'
import { BLOCK_FACETS } from './select-blocks.ts'
import { type Selection, select } from './selection.ts'

export interface FacetValue {
  /** What to filter by. */
  value: string
  label: string
  count: number
}

export type Facet = CellFacet | keyof typeof BLOCK_FACETS
export type CellFacets = Record<Facet, FacetValue[]> & { total: number }
export type Facets = CellFacets & ReturnType<typeof rowFacets>

/** Assets, applications and teams are named up to this many, those with most findings first; what a filter names is always there. */
const LONGEST = 100

/** Counts for each facet under all filters but its own. Throws `branch_needs_asset`. */
export async function findingFacets(pool: Pool, filter: FindingFilter, reader: Reader): Promise<Facets> {
  const posture = await postureFor(pool, filter)
  return { ...countFacets(select(posture, filter, reader), filter), ...rowFacets(posture, filter, reader) }
}

/** Counts cells and assets in one pass over the rows, or over summaries where cells alone decide; the rest is sums over those. */
export function countFacets(
  selection: Selection,
  chosen: { asset?: string[]; application?: string[]; team?: string[] },
): CellFacets {
  const { posture, blocks, cellFails, test } = selection
  const perCell = new Uint32Array(posture.cells.length)
  const assets = new Counts()
  const applications = new Counts()
  const teams = new Counts()
  for (const { block, asset, application, fails } of blocks) {
    const passes = test(block)
    const inside = passes
      ? countRows(block, passes, cellFails, fails === 0 ? perCell : undefined)
      : countCells(summaryOf(block), cellFails, fails === 0 ? perCell : undefined)
    if (fails === 0 || fails === BLOCK_FACETS.asset) assets.add(asset.id, asset.name, inside)
    if (fails === 0 || fails === BLOCK_FACETS.application)
      applications.add(application?.id ?? 'none', application?.name ?? 'No application', inside)
    if (fails === 0 || fails === BLOCK_FACETS.team)
      teams.add(application?.teamId ?? 'none', application?.team ?? 'No team', inside)
  }
  return {
    ...foldCells(selection, perCell),
    asset: assets.top(chosen.asset),
    application: applications.top(chosen.application),
    team: teams.top(chosen.team),
  }
}

/** Adds the rows that pass to `perCell`, and returns how many of them are in. */
function countRows(
  { size, cells }: Block,
  passes: Uint8Array,
  cellFails: Uint16Array,
  perCell?: Uint32Array,
): number {
  let inside = 0
  for (let row = 0; row < size; row++) {
    if (passes[row] === 0) continue
    const cell = cells[row] as number
    if (cellFails[cell] === 0) inside++
    if (perCell) (perCell[cell] as number)++
  }
  return inside
}

/** The same where all rows pass. */
function countCells(summary: BlockSummary, cellFails: Uint16Array, perCell?: Uint32Array): number {
  const { cells, counts } = summary
  if (perCell)
    for (let i = 0; i < cells.length; i++) (perCell[cells[i] as number] as number) += counts[i] as number
  return countByCell(summary, cellFails)
}

function foldCells({ posture, cellFails }: Selection, perCell: Uint32Array) {
  const facets = CELL_FACET_NAMES.map((name) => ({
    name,
    of: CELL_FACETS[name],
    others: ~facetBit(name),
    counts: new Counts(),
  }))
  let total = 0
  posture.cells.forEach((cell, code) => {
    const count = perCell[code] as number
    const fails = cellFails[code] as number
    if (!count) return
    if (fails === 0) total += count
    for (const { of, others, counts } of facets)
      if ((fails & others) === 0) for (const name of of(cell)) counts.add(name, name, count)
  })
  const counted = facets.map(({ name, counts }) => [name, counts.top()])
  return { total, ...(Object.fromEntries(counted) as Record<CellFacet, FacetValue[]>) }
}

class Counts {
  readonly #counts = new Map<string, FacetValue>()

  add(value: string, label: string, count: number): void {
    const known = this.#counts.get(value)
    if (known) known.count += count
    else this.#counts.set(value, { value, label, count })
  }

  /** Largest first; values without a finding only when they are chosen. */
  top(chosen: string[] = []): FacetValue[] {
    const isChosen = ({ value, label }: FacetValue) => chosen.includes(value) || chosen.includes(label)
    const values = [...this.#counts.values()].filter((v) => v.count > 0 || isChosen(v))
    values.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    return [...values.slice(0, LONGEST), ...values.slice(LONGEST).filter(isChosen)]
  }
}
