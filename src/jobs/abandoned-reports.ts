import { failReport } from '../findings/reports/finish-report.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { maskUrls } from '../platform/log.ts'

/**
 * Reports whose job was given up, because every try threw or took its worker with it, are told to be failed: nothing waits for
 * ever. Returns how many.
 */
export async function failAbandonedReports(pool: Pool): Promise<number> {
  return transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ asset: string; id: string; error: string | null }>(
      `select asset_id as asset, id,
         (select left(last_error, 300) from graphile_worker.jobs j where j.key = 'report:' || r.id) as error
       from report r
       where status in ('queued', 'reading', 'matching')
         and not exists (
           select from graphile_worker.jobs j
           where j.key = 'report:' || r.id and (j.locked_at is not null or j.attempts < j.max_attempts))
       for update skip locked`,
    )
    for (const report of rows) await failReport(tx, report, givenUp(report.error))
    return rows.length
  })
}

const givenUp = (error: string | null) => ({
  code: 'given_up',
  message: `Reading this report failed several times (${maskUrls(error ?? 'its worker died each time')}). It is kept: read it again, or report this as a fault of Stance.`,
  format: null,
})
