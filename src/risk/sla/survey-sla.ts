import { currentPosture, type Posture } from '../../findings/posture-index/posture-index.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import type { SelectedBlock } from '../../findings/queries/select-blocks.ts'
import { type Selection, select } from '../../findings/queries/selection.ts'
import { DAY_MS } from '../../model/day.ts'
import { severityOfRank } from '../../model/severity.ts'
import { SLA_CLOCKS, slaClock } from '../../model/sla-state.ts'
import type { Pool } from '../../platform/database.ts'
import { AHEAD, newTally, type Tally } from './tally.ts'

export type SlaFilter = Pick<FindingFilter, 'team' | 'application' | 'asset' | 'severity'>

export const GROUPINGS = ['severity', 'team', 'application'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface Group {
  value: string
  label: string
  tally: Tally
  /** Fixed over the days that the rate is taken from. */
  fixed: number
}

/** The rate of fixing is what was seen over so many days. */
export const RATE_DAYS = 90

export interface Survey<By extends Grouping> {
  total: Group
  /** Severities from the worst on, others by what is overdue. */
  groups: Record<By, Group[]>
}

/** One pass over everything that a filter means, in memory: how it stands to its due dates at a moment. */
export async function surveySla<By extends Grouping>(
  pool: Pool,
  filter: SlaFilter,
  reader: Reader,
  { now, by }: { now: number; by: readonly By[] },
): Promise<Survey<By>> {
  const selection = select(await currentPosture(pool), filter, reader)
  const total = newGroup('all', 'All')
  const made = by.map(() => new Map<string, Group>())
  const groupsOf = (selected: SelectedBlock, rank: number): Group[] => [
    total,
    ...by.map((grouping, i) => {
      const [value, label] = nameOf(selected, rank, grouping)
      const all = made[i] as Map<string, Group>
      const group = all.get(value) ?? newGroup(value, label)
      all.set(value, group)
      return group
    }),
  ]
  for (const selected of selection.blocks)
    if (selected.fails === 0) surveyBlock(selection, selected, now, groupsOf)
  const sorted = by.map((grouping, i) => [
    grouping,
    [...(made[i] as Map<string, Group>).values()].sort(grouping === 'severity' ? byRank : byOverdue),
  ])
  return { total, groups: Object.fromEntries(sorted) }
}

const newGroup = (value: string, label: string): Group => ({ value, label, tally: newTally(), fixed: 0 })

/** Counts an asset's findings, and those that were fixed lately, into the groups of their severity. */
function surveyBlock(
  { posture, cellFails }: Selection,
  selected: SelectedBlock,
  now: number,
  groupsOf: (selected: SelectedBlock, rank: number) => Group[],
): void {
  const byRank: Group[][] = []
  const { size, cells, due, fixed } = selected.block
  for (let row = 0; row < size; row++) {
    const code = cells[row] as number
    if (cellFails[code] !== 0) continue
    const cell = posture.cells[code] as Posture['cells'][number]
    byRank[cell.severity] ??= groupsOf(selected, cell.severity)
    const clock = slaClock(cell.state, cell.paused, due[row] as number, fixed[row] as number)
    const place = SLA_CLOCKS.indexOf(clock)
    const day = clock === 'running' ? Math.floor(((due[row] as number) - now) / DAY_MS) : AHEAD
    for (const { tally } of byRank[cell.severity] as Group[]) {
      ;(tally.clocks[place] as number)++
      if (clock === 'none' && cell.state === 'open') tally.undated++
      if (day < 0) tally.overdue++
      else if (day < AHEAD) (tally.ahead[day] as number)++
    }
  }
  for (const [rank, count] of fixedLately(posture.days.get(selected.asset.id), now))
    for (const group of byRank[rank] ?? []) group.fixed += count
}

const ORDER = [5, 4, 3, 2, 1, 0].map(severityOfRank) as string[]
const byRank = (a: Group, b: Group): number => ORDER.indexOf(a.value) - ORDER.indexOf(b.value)
const byOverdue = (a: Group, b: Group): number =>
  b.tally.overdue - a.tally.overdue || (a.label < b.label ? -1 : 1)

function nameOf({ application }: SelectedBlock, rank: number, by: Grouping): [string, string] {
  if (by === 'severity') return [severityOfRank(rank), severityOfRank(rank)]
  if (by === 'team') return [application?.teamId ?? 'none', application?.team ?? 'No team']
  return [application?.id ?? 'none', application?.name ?? 'No application']
}

type Days = NonNullable<ReturnType<Posture['days']['get']>>

/** Findings fixed over the last days, by severity's rank. */
function fixedLately(days: Days | undefined, now: number): Map<number, number> {
  const fixed = new Map<number, number>()
  if (!days) return fixed
  const since = Math.floor(now / DAY_MS) - RATE_DAYS
  for (let i = 0; i < days.days.length; i++) {
    if ((days.days[i] as number) <= since || !days.fixed[i]) continue
    const rank = days.severities[i] as number
    fixed.set(rank, (fixed.get(rank) ?? 0) + (days.fixed[i] as number))
  }
  return fixed
}
