import type { SelectedBlock } from '../../findings/queries/select-blocks.ts'
import { severityOfRank } from '../../model/severity.ts'
import { addTally, newTally, type Survey, type Tally } from './survey-sla.ts'

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

/** Tallies by severity, team or application; `today` in days since 1970. Severities from the worst on, others by what is overdue. */
export function groupTallies({ blocks, selection }: Survey, by: Grouping, today: number): Group[] {
  const groups = new Map<string, Group>()
  const groupOf = (value: string, label: string): Group => {
    const known = groups.get(value)
    if (known) return known
    const made = { value, label, tally: newTally(), fixed: 0 }
    groups.set(value, made)
    return made
  }
  for (const { selected, bySeverity } of blocks) {
    const fixed = fixedOf(selection.posture.days.get(selected.asset.id), today)
    for (const [rank, tally] of bySeverity) addTally(groupOf(...nameOf(selected, rank, by)).tally, tally)
    for (const [rank, count] of fixed)
      if (bySeverity.has(rank)) groupOf(...nameOf(selected, rank, by)).fixed += count
  }
  return [...groups.values()].sort(
    by === 'severity' ? byRank : (a, b) => b.tally.overdue - a.tally.overdue || (a.label < b.label ? -1 : 1),
  )
}

const ORDER = [5, 4, 3, 2, 1, 0].map(severityOfRank) as string[]
const byRank = (a: Group, b: Group): number => ORDER.indexOf(a.value) - ORDER.indexOf(b.value)

function nameOf({ application }: SelectedBlock, rank: number, by: Grouping): [string, string] {
  if (by === 'severity') return [severityOfRank(rank), severityOfRank(rank)]
  if (by === 'team') return [application?.teamId ?? 'none', application?.team ?? 'No team']
  return [application?.id ?? 'none', application?.name ?? 'No application']
}

type Days = NonNullable<ReturnType<Survey['selection']['posture']['days']['get']>>

/** Findings fixed over the last days, by severity's rank. */
function fixedOf(days: Days | undefined, today: number): Map<number, number> {
  const fixed = new Map<number, number>()
  if (!days) return fixed
  for (let i = 0; i < days.days.length; i++) {
    if ((days.days[i] as number) <= today - RATE_DAYS || !days.fixed[i]) continue
    const rank = days.severities[i] as number
    fixed.set(rank, (fixed.get(rank) ?? 0) + (days.fixed[i] as number))
  }
  return fixed
}
