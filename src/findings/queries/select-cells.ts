import { severityRank } from '../../model/severity.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { FindingFilter } from './filter.ts'

/** The facets that a cell can fail, as bits: a facet counts what fails nothing but itself. */
export const CELL_FACETS = { kind: 1, severity: 2, state: 4, tool: 8, noise: 16 } as const
const OUT = 128

/** For each cell what it fails: 0 = it is in, `OUT` = out whatever facet is widened. */
export function selectCells(cells: readonly Cell[], filter: FindingFilter): Uint8Array {
  const { knownExploited, fixable, agreed } = filter
  const kinds = filter.kind && new Set<string>(filter.kind)
  const severities = filter.severity && new Set(filter.severity.map(severityRank))
  const states = filter.state && new Set<string>(filter.state)
  const noise = filter.noise && new Set<string>(filter.noise)
  const tools = filter.tool && new Set(filter.tool)
  const fails = new Uint8Array(cells.length)
  for (let code = 0; code < cells.length; code++) {
    const cell = cells[code] as Cell
    if (
      (knownExploited !== undefined && (cell.exploited === true) !== knownExploited) ||
      (fixable !== undefined && cell.fixable !== fixable) ||
      (agreed !== undefined && cell.tools.length > 1 !== agreed)
    ) {
      fails[code] = OUT
      continue
    }
    let bits = 0
    if (kinds && !kinds.has(cell.kind)) bits |= CELL_FACETS.kind
    if (severities && !severities.has(cell.severity)) bits |= CELL_FACETS.severity
    if (states && !states.has(cell.state)) bits |= CELL_FACETS.state
    if (tools && !cell.tools.some((name) => tools.has(name))) bits |= CELL_FACETS.tool
    if (noise && !namesOfNoise(cell).some((name) => noise.has(name))) bits |= CELL_FACETS.noise
    fails[code] = bits
  }
  return fails
}

/** What a cell's noise is filtered and counted by: its reasons, or `none`. */
export const namesOfNoise = ({ noise }: Cell): readonly string[] => (noise.length ? noise : ['none'])
