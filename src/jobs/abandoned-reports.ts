import { failReport } from '../findings/reports/finish-report.ts'
import { type Pool, transaction } from '../platform/database.ts'

const GIVEN_UP = {
  code: 'given_up',
  message:
    'Reading this report failed several times; the log of the worker says why. It is kept: read it again, or send it anew.',
  format: null,
}

/**
 * Reports whose job was given up, because every try threw or took its worker with it, are told to be failed: nothing waits for
 * ever. Returns how many.
 */
export async function failAbandonedReports(pool: Pool): Promise<number> {
  return transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ asset: string; id: string }>(
      `select asset_id as asset, id from report r
       where status in ('queued', 'reading', 'matching')
         and not exists (
           select from graphile_worker.jobs j
           where j.key = 'report:' || r.id and (j.locked_at is not null or j.attempts < j.max_attempts))
       for update skip locked`,
    )
    for (const report of rows) await failReport(tx, report, GIVEN_UP)
    return rows.length
  })
}
