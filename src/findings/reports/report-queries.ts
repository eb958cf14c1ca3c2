import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { conditions } from '../../inventory/conditions.ts'
import type { AssetKind } from '../../model/asset.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { isoText } from '../../platform/sql-time.ts'
import type { Outcome } from '../ingest/apply.ts'

export interface Report {
  id: string
  asset: { id: string; name: string; kind: AssetKind }
  fileName: string
  bytes: number
  sha256: string
  format: string | null
  /** By which version of the mapping `format` it was read; null for formats that come with Stance. */
  mappingVersion: number | null
  requestedFormat: string | null
  tools: string[]
  branch: string
  scope: string | null
  status: 'queued' | 'reading' | 'matching' | 'done' | 'unchanged' | 'failed'
  error: { code: string; message: string } | null
  observations: number
  components: number
  assets: number
  problems: number
  outcome: Outcome | null
  uploadedBy: string
  uploadedAt: string
  observedAt: string
  startedAt: string | null
  finishedAt: string | null
}

const REPORT = `
  r.id, jsonb_build_object('id', a.id, 'name', a.name, 'kind', a.kind) as asset, r.file_name as "fileName", r.bytes, r.sha256,
  r.format, r.mapping_version as "mappingVersion", r.requested_format as "requestedFormat", r.tools, r.branch, r.requested_scope as scope, r.status,
  case when r.error is not null then jsonb_build_object('code', r.error_code, 'message', r.error) end as error,
  r.observations, r.components, r.assets, r.problems, r.outcome, r.uploaded_by as "uploadedBy",
  ${isoText('r.uploaded_at')} as "uploadedAt", ${isoText('r.observed_at')} as "observedAt",
  ${isoText('r.started_at')} as "startedAt", ${isoText('r.finished_at')} as "finishedAt"`

export interface ReportFilter {
  asset?: string
  status?: string[]
  format?: string[]
  q?: string
  limit: number
  cursor?: string
}

export interface Page<T> {
  items: T[]
  next: string | null
  total: number
}

/** Reports that an actor may see, newest first. */
export async function listReports(tx: Tx, actor: Actor, filter: ReportFilter): Promise<Page<Report>> {
  const { where, parameters, add } = conditions()
  add(
    visibleParameter(await visibleAssetIds(tx, actor)) ?? undefined,
    (p) => `r.asset_id = any(${p}::uuid[])`,
  )
  add(filter.asset, (p) => `r.asset_id = ${p}::uuid`)
  add(filter.status, (p) => `r.status = any(${p}::text[])`)
  add(filter.format, (p) => `r.format = any(${p}::text[])`)
  const q = filter.q || undefined
  add(
    q,
    (p) =>
      `strpos(lower(concat_ws(' ', r.file_name, a.name, array_to_string(r.tools, ' '))), lower(${p}::text)) > 0`,
  )
  const all = where.join(' and ') || 'true'
  const n = parameters.length
  const { rows } = await tx.query<Report>(
    `select ${REPORT} from report r join asset a on a.id = r.asset_id
     where ${all} and ($${n + 1}::uuid is null or r.id < $${n + 1}) order by r.id desc limit $${n + 2}`,
    [...parameters, cursorOf(filter.cursor), filter.limit + 1],
  )
  // Only a text is looked for in what the asset says.
  const count = await tx.query<{ total: number }>(
    `select count(*)::int as total from report r ${q ? 'join asset a on a.id = r.asset_id' : ''} where ${all}`,
    parameters,
  )
  const items = rows.slice(0, filter.limit)
  const next = rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null
  return { items, next, total: count.rows[0]?.total ?? 0 }
}

/** Ids of reports are UUIDv7: the last one of a page is the cursor of the next. */
function cursorOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  if (/^[0-9a-f-]{36}$/.test(cursor)) return cursor
  throw new AppError('bad_cursor', 400, 'This cursor is none of ours. Use the `next` of the page before.')
}

/** One report, by its id. Throws `not_found`, also for what the actor may not see. */
export async function getReport(tx: Tx, actor: Actor, id: string): Promise<Report> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows } = await tx.query<Report>(
    `select ${REPORT} from report r join asset a on a.id = r.asset_id
     where r.id = $2 and ($1::uuid[] is null or r.asset_id = any($1))`,
    [visible, id],
  )
  if (!rows[0]) throw notFound('report', id)
  return rows[0]
}

export interface ReportProblem {
  seq: number
  where: string
  message: string
}

export async function listReportProblems(
  tx: Tx,
  report: Report,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<ReportProblem>> {
  const { rows } = await tx.query<ReportProblem>(
    `select seq, place as where, message from report_problem
     where asset_id = $1 and report_id = $2 and seq > $3 order by seq limit $4`,
    [report.asset.id, report.id, Number(cursor ?? 0) || 0, limit + 1],
  )
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? String(items.at(-1)?.seq) : null, total: report.problems }
}
