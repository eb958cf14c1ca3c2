import type { Reader } from '../../findings/queries/reader.ts'
import { DAY_MS } from '../../model/day.ts'
import { SOON_MS } from '../../model/sla-state.ts'
import type { Pool } from '../../platform/database.ts'
import { type Group, groupTallies } from './group-tallies.ts'
import { addTally, clockCount, newTally, type SlaFilter, surveySla, type Tally } from './survey-sla.ts'

const SOON_DAYS = SOON_MS / DAY_MS

/** How findings stand to their due dates now, in all and by severity, team and application. */
export async function slaSummary(pool: Pool, filter: SlaFilter, reader: Reader) {
  const now = Date.now()
  const survey = await surveySla(pool, filter, reader, now)
  const today = Math.floor(now / DAY_MS)
  const by = (grouping: Parameters<typeof groupTallies>[1]) =>
    groupTallies(survey, grouping, today).map(({ value, label, tally }: Group) => ({
      value,
      label,
      ...counts(tally),
    }))
  const all = newTally()
  for (const { bySeverity } of survey.blocks) for (const tally of bySeverity.values()) addTally(all, tally)
  const total = counts(all)
  const dated = total.met + total.late
  return {
    ...total,
    compliance: dated > 0 ? Math.round((total.met / dated) * 1000) / 10 : null,
    bySeverity: by('severity'),
    byTeam: by('team'),
    byApplication: by('application'),
  }
}

function counts(tally: Tally) {
  const dueSoon = tally.ahead.slice(0, SOON_DAYS).reduce((sum, n) => sum + n, 0)
  return {
    overdue: tally.overdue,
    dueSoon,
    onTime: clockCount(tally, 'running') - tally.overdue - dueSoon,
    paused: clockCount(tally, 'paused'),
    none: tally.undated,
    met: clockCount(tally, 'met'),
    late: clockCount(tally, 'late'),
  }
}
