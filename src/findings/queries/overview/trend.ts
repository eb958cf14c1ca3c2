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
  /** Null for the sums of now. */
  day: string | null
  severity: number
  open_delta: number
  opened: number
  fixed: number
  observations: number
}

const DAY_MS = 86_400_000
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * The last `days` days up to today, of some assets (null = all): from what is open now, each day's change is taken back. Both
 * come from one statement, so that they are of one moment; so does how many observations stand behind the posture.
 */
export async function readTrend(
  db: Pool | Tx,
  { assets, days, today }: { assets: string[] | null; days: number; today: Date },
): Promise<{ trend: TrendDay[]; observations: number }> {
  const last = isoDay(today.getTime())
  const { rows } = await db.query<StoredDay>(
    `select null as day, severity, coalesce(sum(findings) filter (where state = 'open'), 0)::int as open_delta,
            0 as opened, 0 as fixed, sum(observations)::int as observations
     from posture_count where $1::uuid[] is null or asset_id = any($1) group by severity
     union all
     select day::text, severity, sum(open_delta)::int, sum(opened + reopened)::int, sum(fixed)::int, 0
     from posture_day where day >= $2 and ($1::uuid[] is null or asset_id = any($1)) group by day, severity`,
    [assets, isoDay(today.getTime() - (days - 1) * DAY_MS)],
  )
  // A report may be dated later than the end of today in UTC: it counts as today's.
  const byDay = Map.groupBy(rows, ({ day }) => (day === null ? 'now' : day > last ? last : day))
  const now = byDay.get('now') ?? []
  const open = noneOpen()
  for (const row of now) open[severityOfRank(row.severity)] += row.open_delta
  const trend: TrendDay[] = []
  for (let i = 0; i < days; i++) {
    const day = isoDay(today.getTime() - i * DAY_MS)
    const changes = byDay.get(day) ?? []
    trend.push({ day, open: { ...open }, opened: sum(changes, 'opened'), fixed: sum(changes, 'fixed') })
    for (const row of changes) open[severityOfRank(row.severity)] -= row.open_delta
  }
  return { trend: trend.reverse(), observations: sum(now, 'observations') }
}

const sum = (rows: StoredDay[], field: 'opened' | 'fixed' | 'observations'): number =>
  rows.reduce((total, row) => total + row[field], 0)
