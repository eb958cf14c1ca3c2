import type { Reader } from '../../findings/queries/reader.ts'
import { DAY_MS } from '../../model/day.ts'
import { SOON_MS } from '../../model/sla-state.ts'
import type { Pool } from '../../platform/database.ts'
import { GROUPINGS, type Group, type SlaFilter, surveySla } from './survey-sla.ts'
import { clockCount, type Tally } from './tally.ts'

const SOON_DAYS = SOON_MS / DAY_MS

/** How findings stand to their due dates now, in all and by severity, team and application. */
export async function slaSummary(pool: Pool, filter: SlaFilter, reader: Reader) {
  const { total, groups } = await surveySla(pool, filter, reader, { now: Date.now(), by: GROUPINGS })
  const rows = (all: Group[]) => all.map(({ value, label, tally }) => ({ value, label, ...counts(tally) }))
  const all = counts(total.tally)
  const dated = all.met + all.late
  return {
    ...all,
    compliance: dated > 0 ? Math.round((all.met / dated) * 1000) / 10 : null,
    bySeverity: rows(groups.severity),
    byTeam: rows(groups.team),
    byApplication: rows(groups.application),
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
