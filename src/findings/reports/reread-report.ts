import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { findMapping } from '../mappings/read-mappings.ts'
import type { Report } from './report-queries.ts'
import { queueReport } from './submit-report.ts'

/**
 * Queues a stored report to be read again: a failed one as the format that a person names, or one that was read by a mapping
 * which has changed since, as long as nothing later speaks for its scopes. Throws `unknown_format`, `not_failed`, `not_latest`.
 */
export async function rereadReport(tx: Tx, actor: Actor, report: Report, format: string): Promise<void> {
  const mapping = await findMapping(tx, format)
  if (!mapping && !(await knownFormats()).some((known) => known.id === format))
    throw new AppError('unknown_format', 400, `There is no format "${format}". See GET /api/v1/formats.`)
  const isChanged =
    mapping !== undefined && report.format === format && report.mappingVersion !== mapping.version
  if (report.status === 'done' && isChanged) await requireLatest(tx, report)
  const { rowCount } = await tx.query(
    `update report set status = 'queued', requested_format = $3, error = null, error_code = null, started_at = null,
            finished_at = null
     where asset_id = $1 and id = $2 and (status = 'failed' or (status = 'done' and $4))`,
    [report.asset.id, report.id, format, isChanged],
  )
  if (!rowCount)
    throw new AppError(
      'not_failed',
      409,
      'Only a report that could not be read can be read as another format, or one whose mapping was changed. Upload it again instead.',
    )
  await queueReport(tx, report.asset.id, report.id)
  await audit(tx, actor, 'report.reread', `report/${report.id}`, {
    format,
    ...(mapping && { version: mapping.version }),
  })
}

/** Reading an older report again would bring back what a later one has corrected. */
async function requireLatest(tx: Tx, { asset, id }: Report): Promise<void> {
  const { rowCount } = await tx.query(
    `select from report r where r.asset_id = $1 and r.id = $2
       and (select count(*) from scope s where s.asset_id = $1 and s.last_report_id = r.id) = r.scopes`,
    [asset.id, id],
  )
  if (!rowCount)
    throw new AppError('not_latest', 409, 'A later report speaks for the same scope: read that one again.')
}
