import { DAY_MS } from '../../model/day.ts'
import type { Slice } from '../../model/slice.ts'
import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { Weakness } from '../posture-index/weakness.ts'
import { CELL_FACETS, type CellFacet } from '../queries/cell-facets.ts'
import type { FindingFilter } from '../queries/filter.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import type { Day } from './window.ts'

/** What findings are put together by. */
export interface Group {
  id: string
  label: string
  /** What a filter adds to see only these; null where none can. */
  where: FindingFilter | null
}

/** Numbers of the groups that a row belongs to: none, one, or several (a finding of two tools). */
export type GroupsOfRow = (row: number) => readonly number[]

export interface Slicer {
  /** In the order in which rows named them first. */
  groups: Group[]
  of(selected: SelectedBlock): GroupsOfRow
}

/** Cuts the findings of a day up: ages are counted to its end. */
export function slicer(day: Day, slice: Slice | undefined): Slicer {
  const groups: Group[] = []
  const numbers = new Map<string, number>()
  const number = (group: Group): number => {
    const known = numbers.get(group.id) ?? groups.push(group) - 1
    numbers.set(group.id, known)
    return known
  }
  const all = slice === undefined ? [number({ id: 'all', label: 'All', where: {} })] : []
  return { groups, of: slice === undefined ? () => () => all : SLICERS[slice](day, number) }
}

type Register = (group: Group) => number
type MakeSlicer = (day: Day, number: Register) => (selected: SelectedBlock) => GroupsOfRow

const named = (id: string, where: FindingFilter | null, label = id): Group => ({ id, label, where })

function keep<T>(known: T[], code: number, make: () => T): T {
  const kept = known[code] ?? make()
  known[code] = kept
  return kept
}

/** By what a row's cell says: worked out once a cell. */
const byCell =
  (groupsOf: (cell: Cell) => Group[]): MakeSlicer =>
  ({ posture: { cells } }, number) => {
    const known: number[][] = []
    return ({ block }) =>
      (row) => {
        const code = block.cells[row] as number
        return keep(known, code, () => groupsOf(cells[code] as Cell).map(number))
      }
  }

/** By what a row's weakness says. */
const byWeakness =
  (groupsOf: (weakness: Weakness) => Group[]): MakeSlicer =>
  ({ posture: { weaknesses } }, number) => {
    const known: number[][] = []
    return ({ block }) =>
      (row) => {
        const code = block.weaknesses[row] as number
        return keep(known, code, () => groupsOf(weaknesses[code] as Weakness).map(number))
      }
  }

/** By what all rows of an asset share. */
const byAsset =
  (groupOf: (selected: SelectedBlock) => Group): MakeSlicer =>
  (_, number) =>
  (selected) => {
    const own = [number(groupOf(selected))]
    return () => own
  }

const applicationGroup = (application: SelectedBlock['application']): Group =>
  application
    ? named(application.id, { application: [application.id] }, application.name)
    : named('none', { application: ['none'] }, 'No application')
const teamGroup = (application: SelectedBlock['application']): Group =>
  application?.teamId
    ? named(application.teamId, { team: [application.teamId] }, application.team ?? application.teamId)
    : named('none', { team: ['none'] }, 'No team')

/** From young to old; days, the end not included. */
const AGES: [from: number, to: number, label: string][] = [
  [0, 7, 'under 7 days'],
  [7, 30, '7–29 days'],
  [30, 90, '30–89 days'],
  [90, 180, '90–179 days'],
  [180, 365, '180–364 days'],
  [365, Number.POSITIVE_INFINITY, 'a year and more'],
]

const byAge: MakeSlicer = ({ to: moment }, number) => {
  const known = AGES.map(([from, to, label]) => {
    const ago = (days: number): string => new Date(moment - days * DAY_MS).toISOString()
    return number(
      named(
        String(from),
        { until: ago(from), ...(to < Number.POSITIVE_INFINITY && { since: ago(to) }) },
        label,
      ),
    )
  })
  const lists = known.map((one) => [one])
  return ({ block }) =>
    (row) => {
      const days = (moment - (block.firstSeen[row] as number)) / DAY_MS
      return lists[AGES.findIndex(([, to]) => days < to)] ?? []
    }
}

/** By a facet that the cell decides. */
const byFacet = (facet: CellFacet): MakeSlicer =>
  byCell((cell) => CELL_FACETS[facet](cell).map((value) => named(value, { [facet]: [value] })))

/** By a number that each row has for a text. */
const byCode =
  (column: (block: Block) => Uint32Array, groupsOf: (day: Day, code: number) => Group[]): MakeSlicer =>
  (day, number) => {
    const known: number[][] = []
    return ({ block }) => {
      const codes = column(block)
      return (row) => {
        const code = codes[row] as number
        return keep(known, code, () => groupsOf(day, code).map(number))
      }
    }
  }

const SLICERS: Record<Slice, MakeSlicer> = {
  severity: byFacet('severity'),
  kind: byFacet('kind'),
  state: byFacet('state'),
  tool: byFacet('tool'),
  noise: byFacet('noise'),
  ssvc: byFacet('ssvc'),
  exploitMaturity: byFacet('exploitMaturity'),
  reachability: byFacet('reachability'),
  team: byAsset(({ application }) => teamGroup(application)),
  application: byAsset(({ application }) => applicationGroup(application)),
  asset: byAsset(({ asset }) => named(asset.id, { asset: [asset.id] }, asset.name)),
  rule: byWeakness(({ rule }) => [named(rule, { rule: [rule] })]),
  component: byWeakness(({ component }) => (component ? [named(component, { component: [component] })] : [])),
  advisory: byWeakness(({ advisories }) => advisories.slice(0, 1).map((id) => named(id, { advisory: [id] }))),
  cwe: byWeakness(({ cwes }) => cwes.map((cwe) => named(`CWE-${cwe}`, { cwe: [String(cwe)] }))),
  assignee: byCode(
    ({ assignees }) => assignees,
    ({ posture, nameOf }, code) => {
      const id = posture.assignees[code] || 'none'
      return [named(id, { assignee: [id] }, id === 'none' ? 'Nobody' : nameOf(id))]
    },
  ),
  owner: byCode(
    ({ owners }) => owners,
    ({ posture }, code) => {
      const name = posture.owners[code] || 'none'
      return [named(name, { owner: [name] }, name === 'none' ? 'Nobody' : name)]
    },
  ),
  tag: byCell(({ tags }) => tags.map((tag) => named(tag, { tag: [tag] }))),
  age: byAge,
}
