import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { notify } from '../../platform/notify.ts'
import type { Outcome } from '../ingest/apply.ts'
import { type Staged, toolsOf } from '../ingest/staged.ts'

export interface StoredReport {
  asset: string
  id: string
  sha256: string
  bytes: number
  branch: string
  requestedFormat: string | null
  requestedScope: string | null
  status: string
  observedAt: Date
  observedAtGiven: boolean
}

/** The report as its job needs it; undefined when its asset was deleted meanwhile. */
export async function loadReport(tx: Tx, asset: string, id: string): Promise<StoredReport | undefined> {
  const { rows } = await tx.query<StoredReport>(
    `select asset_id as asset, id, sha256, bytes, branch, requested_format as "requestedFormat",
            requested_scope as "requestedScope", status, observed_at as "observedAt", observed_at_given as "observedAtGiven"
     from report where asset_id = $1 and id = $2`,
    [asset, id],
  )
  return rows[0]
}

/**
 * Whether the newest word of each scope that these bytes spoke for is these very bytes: then reading them again changes
 * nothing. A, B, A is not that: the second A takes B back. Nor are bytes whose mapping was changed since.
 */
export async function sameAsLast(tx: Tx, report: StoredReport): Promise<StoredOutcome | undefined> {
  const { rows } = await tx.query<StoredOutcome>(
    `select r.format, r.mapping_version as "mappingVersion", r.tools, r.observations, r.components, r.assets, r.problems
     from report r
     where r.asset_id = $1 and r.sha256 = $2 and r.branch = $3 and r.id <> $4 and r.status = 'done'
       and r.requested_scope is not distinct from $5 and r.requested_format is not distinct from $6
       and (r.mapping_version is null
            or exists (select from mapping m where m.id = r.format and m.version = r.mapping_version and m.deleted_at is null))
       and exists (select from scope s where s.asset_id = $1 and s.last_report_id = r.id)
       and (select count(*) from scope s where s.asset_id = $1 and s.last_report_id = r.id) = r.scopes
     order by r.id desc limit 1`,
    [report.asset, report.sha256, report.branch, report.id, report.requestedScope, report.requestedFormat],
  )
  return rows[0]
}

export interface StoredOutcome {
  format: string
  mappingVersion: number | null
  tools: string[]
  observations: number
  components: number
  assets: number
  problems: number
}

/** The same bytes again: no finding is touched. */
export async function finishUnchanged(
  tx: Tx,
  { asset, id }: StoredReport,
  same: StoredOutcome,
): Promise<void> {
  await tx.query(
    `update report set status = 'unchanged', format = $3, tools = $4, observations = $5, components = $6, assets = $7,
            problems = $8, mapping_version = $9, started_at = now(), finished_at = now(),
            outcome = jsonb_build_object('new', 0, 'unchanged', $5::int, 'moved', 0, 'changed', 0, 'reopened', 0, 'fixed', 0, 'merged', 0)
     where asset_id = $1 and id = $2`,
    [
      ...[asset, id, same.format, same.tools, same.observations, same.components, same.assets, same.problems],
      same.mappingVersion,
    ],
  )
  await notify(tx, { topic: 'report', asset, report: id })
}

/**
 * Keeps a report to this transaction. False when it is done already: a worker that was taken for dead may have finished it
 * meanwhile. Whoever writes or empties its staging holds it, so that two at once cannot take each other's rows away.
 */
export async function holdReport(tx: Tx, { asset, id }: { asset: string; id: string }): Promise<boolean> {
  const { rows } = await tx.query<{ open: boolean }>(
    `select status in ('queued', 'reading', 'matching') as open from report where asset_id = $1 and id = $2 for update`,
    [asset, id],
  )
  return rows[0]?.open === true
}

/** Progress for people who watch; also tells that a try began. */
export async function recordProgress(
  tx: Tx,
  { asset, id }: StoredReport,
  status: 'reading' | 'matching',
  seen: { format: string | null; observations: number },
): Promise<void> {
  // Whoever looks on does not mind when a crash takes the last word back; a disk that is being written to answers late.
  await tx.query('set local synchronous_commit = off')
  await tx.query(
    `update report set status = $3, format = coalesce($4, format), observations = $5, started_at = coalesce(started_at, now()),
            error = null, error_code = null
     where asset_id = $1 and id = $2 and status in ('queued', 'reading', 'matching')`,
    [asset, id, status, seen.format, seen.observations],
  )
  await notify(tx, { topic: 'report', asset, report: id })
}

export interface ReportResult {
  staged: Staged
  format: string
  /** By which version of the mapping it was read; null for the registry's formats. */
  mappingVersion: number | null
  outcome: Outcome
  at: Date
}

/**
 * In the transaction that applied the report: it is done when, and only when, its findings are. Throws `not_found`, which takes
 * them back, when the asset was deleted meanwhile.
 */
export async function finishReport(
  tx: Tx,
  { asset, id }: StoredReport,
  { staged, format, mappingVersion, outcome, at }: ReportResult,
): Promise<void> {
  const done = await tx.query(
    `update report set status = 'done', format = $3, tools = $4, observations = $5, components = $6, assets = $7, problems = $8,
            outcome = $9, observed_at = $10, scopes = $11, mapping_version = $12, finished_at = now(), error = null, error_code = null
     where asset_id = $1 and id = $2`,
    [
      asset,
      id,
      format,
      toolsOf(staged),
      staged.observations,
      staged.components,
      staged.claims.length,
      staged.problemCount,
      outcome,
      at,
      staged.scopes.length,
      mappingVersion,
    ],
  )
  if (!done.rowCount) throw notFound('report', id)
  await tx.query('delete from report_problem where asset_id = $1 and report_id = $2', [asset, id])
  await tx.query(
    `insert into report_problem (asset_id, report_id, seq, place, message)
     select $1, $2, p.seq, p.place, p.message from unnest($3::text[], $4::text[]) with ordinality as p (place, message, seq)`,
    [asset, id, staged.problems.map((p) => p.where), staged.problems.map((p) => p.message)],
  )
  await notify(tx, { topic: 'report', asset, report: id })
  await notify(tx, { topic: 'finding', asset })
}

/** The report could not be read: kept raw, with what is wrong, for a person to correct the format and read it again. */
export async function failReport(
  tx: Tx,
  { asset, id }: { asset: string; id: string },
  error: { code: string; message: string; format: string | null },
): Promise<void> {
  await tx.query(
    `update report set status = 'failed', error_code = $3, error = $4, format = coalesce($5, format), finished_at = now()
     where asset_id = $1 and id = $2`,
    [asset, id, error.code, error.message, error.format],
  )
  await notify(tx, { topic: 'report', asset, report: id })
}
