import { severityOfRank } from '../../../model/severity.ts'
import type { Pool, Tx } from '../../../platform/database.ts'
import { noneOpen, type OpenBySeverity } from './sum-posture.ts'

export interface TrendDay {
  /** ISO date, UTC. */
  day: string
  /** Open at its end. */
  open: OpenBySeverity
  /** Found for the first time, or again after they were fixed. */
  opened: number
  fixed: number
}

interface StoredDay {
  day: string
  severity: number
  open_delta: number
  opened: number
  fixed: number
}

const DAY_MS = 86_400_000
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * The last `days` days up to today, of some assets (null = all): from what is open now, each day's change is taken back. Both
 * come from one statement, so that they are of one moment.
 */
export async function readTrend(
  db: Pool | Tx,
  { assets, days, today }: { assets: string[] | null; days: number; today: Date },
): Promise<TrendDay[]> {
  const first = isoDay(today.getTime() - (days - 1) * DAY_MS)
  const { rows } = await db.query<StoredDay>(
    `select null as day, severity, sum(findings)::int as open_delta, 0 as opened, 0 as fixed
     from posture_count where state = 'open' and ($1::uuid[] is null or asset_id = any($1)) group by severity
     union all
     select day::text, severity, sum(open_delta)::int, sum(opened + reopened)::int, sum(fixed)::int
     from posture_day where day >= $2 and ($1::uuid[] is null or asset_id = any($1)) group by day, severity`,
    [assets, first],
  )
  const open = noneOpen()
  const byDay = Map.groupBy(rows, (row) => row.day)
  for (const row of byDay.get(null as never) ?? []) open[severityOfRank(row.severity)] += row.open_delta
  // A report may be dated later than today's end in UTC: its day is counted as today.
  const last = isoDay(today.getTime())
  const trend: TrendDay[] = []
  const changes = [...byDay.keys()].filter(Boolean).sort().reverse()
  for (let i = 0; i < days; i++) {
    const day = isoDay(today.getTime() - i * DAY_MS)
    const stored = changes
      .filter((changed) => changed === day || (day === last && changed > last))
      .flatMap((changed) => byDay.get(changed) ?? [])
    const total = (field: 'opened' | 'fixed') => stored.reduce((sum, row) => sum + row[field], 0)
    trend.push({ day, open: { ...open }, opened: total('opened'), fixed: total('fixed') })
    for (const row of stored) open[severityOfRank(row.severity)] -= row.open_delta
  }
  return trend.reverse()
}
