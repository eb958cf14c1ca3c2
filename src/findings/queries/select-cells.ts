import { severityOfRank } from '../../model/severity.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { FindingFilter } from './filter.ts'

/** The facets that a cell can fail, as bits: a facet counts what fails nothing but itself. */
export const CELL_FACETS = { kind: 1, severity: 2, state: 4, tool: 8 } as const
const OUT = 128

/** For each cell what it fails: 0 = it is in, `OUT` = out whatever facet is widened. */
export function selectCells(cells: readonly Cell[], filter: FindingFilter, actorId: string): Uint8Array {
  const { kind, severity, state, tool, assignee, knownExploited, fixable, agreed } = filter
  const people = assignee?.map((name) => (name === 'me' ? actorId : name))
  const isIn = (cell: Cell): boolean =>
    (!people || people.includes(cell.assignee ?? 'none')) &&
    (knownExploited === undefined || (cell.exploited === true) === knownExploited) &&
    (fixable === undefined || cell.fixable === fixable) &&
    (agreed === undefined || cell.tools.length > 1 === agreed)
  return Uint8Array.from(cells, (cell) => {
    if (!isIn(cell)) return OUT
    let fails = 0
    if (kind && !kind.includes(cell.kind)) fails |= CELL_FACETS.kind
    if (severity && !severity.includes(severityOfRank(cell.severity))) fails |= CELL_FACETS.severity
    if (state && !state.includes(cell.state)) fails |= CELL_FACETS.state
    if (tool && !cell.tools.some((name) => tool.includes(name))) fails |= CELL_FACETS.tool
    return fails
  })
}
