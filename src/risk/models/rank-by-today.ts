import { createHash } from 'node:crypto'
import { queueRankingOf } from '../../inventory/context.ts'
import { CVE_AGE_BOUNDS, cveAge } from '../../model/cve-age.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import * as model from '../score/model.ts'

/**
 * Queues the ranking of everything where a score of today would be another one than the stored: a new version of Stance came with other
 * numbers, or a year of CVEs came of another age. Called at each start and each night; of several at once one does it. Returns whether it did.
 */
export const rankByToday = (pool: Pool, now = new Date()): Promise<boolean> =>
  transaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      'update instance set ranked_by = $1 where ranked_by is distinct from $1',
      [numbersOf(now)],
    )
    if (!rowCount) return false
    const { rows } = await tx.query<{ id: string }>(
      'select asset_id as id from finding_version order by asset_id',
    )
    await queueRankingOf(
      tx,
      rows.map(({ id }) => id),
      'weights',
    )
    return rows.length > 0
  })

/** A digest of every number of the score, and of how old the CVEs of each year are on a day. */
function numbersOf(now: Date): string {
  const year = now.getUTCFullYear()
  const years = Math.ceil(Math.max(...CVE_AGE_BOUNDS)) + 1
  const ages = Array.from({ length: years }, (_, past) => cveAge(year - past, now))
  return createHash('sha256')
    .update(JSON.stringify([model, year, ages]))
    .digest('hex')
}
