import { SLA_STATES, type SlaState } from '../../model/sla-state.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { FacetValue } from './facets.ts'
import type { FindingFilter } from './filter.ts'
import type { Reader } from './reader.ts'
import { slaStateOf } from './select-sla.ts'
import { rowsIn, select } from './selection.ts'

/** Owners are named up to this many, those with most findings first; what a filter names is always there. */
const LONGEST = 100

/** The facets that look at single rows, each under all filters but its own: whose findings are, how they stand to their due dates. */
export function rowFacets(
  posture: Posture,
  filter: FindingFilter,
  reader: Reader,
): { owner: FacetValue[]; sla: FacetValue[] } {
  const { owner, sla, ...others } = filter
  return {
    owner: countOwners(posture, { ...others, ...(sla && { sla }) }, reader, owner ?? []),
    sla: countSla(posture, { ...others, ...(owner && { owner }) }, reader),
  }
}

function countOwners(
  posture: Posture,
  filter: FindingFilter,
  reader: Reader,
  chosen: string[],
): FacetValue[] {
  const counts = new Uint32Array(posture.owners.length)
  for (const [{ block }, rows] of rowsIn(select(posture, filter, reader)))
    for (const row of rows) (counts[block.owners[row] as number] as number)++
  const teams = new Map(
    [...posture.applications.values()].map(({ teamId, team }) => [`team:${teamId}`, team]),
  )
  const values = posture.owners.map((name, code) => ({
    value: name || 'none',
    label: teams.get(name) ?? (name || 'No owner'),
    count: counts[code] as number,
  }))
  const isChosen = ({ value }: FacetValue): boolean => chosen.includes(value)
  const shown = values.filter((one) => one.count > 0 || isChosen(one))
  shown.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
  return [...shown.slice(0, LONGEST), ...shown.slice(LONGEST).filter(isChosen)]
}

function countSla(posture: Posture, filter: FindingFilter, reader: Reader): FacetValue[] {
  const now = Date.now()
  const counts = new Map<SlaState, number>()
  for (const [{ block }, rows] of rowsIn(select(posture, filter, reader)))
    for (const row of rows) {
      const state = slaStateOf(posture.cells, block, row, now)
      counts.set(state, (counts.get(state) ?? 0) + 1)
    }
  return SLA_STATES.flatMap((state) => {
    const count = counts.get(state)
    return count ? [{ value: state, label: state, count }] : []
  })
}
