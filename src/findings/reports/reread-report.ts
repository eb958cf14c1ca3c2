import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { formats } from '../../formats/registry.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Report } from './report-queries.ts'
import { queueReport } from './submit-report.ts'

/** Queues a failed report to be read again, as the format that a person names. Throws for reports that were read, and unknown formats. */
export async function rereadReport(tx: Tx, actor: Actor, report: Report, format: string): Promise<void> {
  if (!formats.some((known) => known.id === format))
    throw new AppError('unknown_format', 400, `There is no format "${format}". See GET /api/v1/formats.`)
  const { rowCount } = await tx.query(
    `update report set status = 'queued', requested_format = $3, error = null, error_code = null, finished_at = null
     where asset_id = $1 and id = $2 and status = 'failed'`,
    [report.asset.id, report.id, format],
  )
  if (!rowCount)
    throw new AppError(
      'not_failed',
      409,
      'Only a report that could not be read can be read as another format. Upload it again instead.',
    )
  await queueReport(tx, report.asset.id, report.id)
  await audit(tx, actor, 'report.reread', `report/${report.id}`, { format })
}
