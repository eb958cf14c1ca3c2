import { type Severity, severityRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { reasonText, type StoredReason } from './reason-text.ts'

/** One tool's words about a finding. Times are ISO 8601. */
export interface ObservationRow {
  id: string
  tool: string
  branch: string
  scope: string
  rule: string
  title: string
  severity: Severity
  present: boolean
  pinned: boolean
  firstSeen: string
  lastSeen: string
  goneAt: string | null
  /** null = no report said so: our own matching did. */
  reportId: string | null
  reason: { rule: string; text: string }
  /** The normalised observation. */
  data: Record<string, unknown>
}

interface StoredObservation {
  id: string
  tool: string
  branch: string
  scope: string
  rule: string
  present: boolean
  pinned: boolean
  first_seen: Date
  last_seen: Date
  gone_at: Date | null
  report: string | null
  reason: StoredReason
  data: Record<string, unknown> & { title: string; severity: Severity }
}

/** What every tool says about a finding: those that still see it first, the worst first. */
export async function readObservations(tx: Tx, asset: string, finding: string): Promise<ObservationRow[]> {
  const { rows } = await tx.query<StoredObservation>(
    `select o.id, s.tool, s.branch, s.name as scope, o.rule, o.present, o.pinned, o.first_seen, o.gone_at, o.reason, d.data,
            case when o.present then s.last_seen else coalesce(o.gone_at, o.first_seen) end as last_seen,
            r.id as report
     from observation o
     join scope s on s.asset_id = $1 and s.id = o.scope_id
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     left join report r on r.asset_id = $1
       and r.id = case when o.present then coalesce(s.last_report_id, o.first_report_id) else o.first_report_id end
     where o.asset_id = $1 and o.finding_id = $2
     order by o.present desc, o.first_seen, o.id`,
    [asset, finding],
  )
  return rows.map(shape).sort((a, b) => Number(b.present) - Number(a.present) || rank(b) - rank(a))
}

const rank = ({ severity }: ObservationRow): number => severityRank(severity)

const shape = (row: StoredObservation): ObservationRow => ({
  id: row.id,
  tool: row.tool,
  branch: row.branch,
  scope: row.scope,
  rule: row.rule,
  title: row.data.title,
  severity: row.data.severity,
  present: row.present,
  pinned: row.pinned,
  firstSeen: row.first_seen.toISOString(),
  lastSeen: row.last_seen.toISOString(),
  goneAt: row.gone_at?.toISOString() ?? null,
  reportId: row.report,
  reason: { rule: row.reason.rule, text: reasonText(row.reason) },
  data: row.data,
})

/** What a tool printed about a finding, as it stood in the report; undefined when the finding has no such observation. */
export async function readRaw(
  tx: Tx,
  asset: string,
  finding: string,
  observation: string,
): Promise<{ text: string; format: string | null; reportId: string | null } | undefined> {
  const { rows } = await tx.query<{ text: string; format: string | null; reportId: string | null }>(
    `select d.raw as text, r.format, r.id as "reportId"
     from observation o
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     left join report r on r.asset_id = $1 and r.id = o.first_report_id
     where o.asset_id = $1 and o.id = $3 and o.finding_id = $2`,
    [asset, finding, observation],
  )
  return rows[0]
}
